import { WebhookTargets } from '../../../../src/infrastructure/notifications/webhook-targets.js';

const PUBLIC = '93.184.216.34';

describe('targets of webhooks', () => {
  const resolving = (...addresses: string[]): WebhookTargets =>
    new WebhookTargets({ allowedHosts: [], httpsOnly: false }, () => Promise.resolve(addresses));
  const { problem } = { problem: (url: string) => resolving().problem(url) };

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://10.0.0.1:8080/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00:ec2::254]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://api.localhost/',
    'http://db.internal/',
    'http://metadata.google.internal/',
    'http://printer.local/',
    'http://nas.home.arpa/',
  ])('refuse %s before anybody looks it up', async (url) => {
    expect(problem(url)).toBe('It leads into a private network.');
    await expect(resolving(PUBLIC).addresses(new URL(url))).rejects.toThrow('private network');
  });

  it('are looked up each time, and every address must be public', async () => {
    const url = new URL('https://shop.example/hooks?token=sesame');
    expect(await resolving(PUBLIC, '2606:4700::1').addresses(url)).toEqual([PUBLIC, '2606:4700::1']);
    await expect(resolving(PUBLIC, '10.0.0.1').addresses(url)).rejects.toThrow(
      'The name shop.example leads into a private network.',
    );
    await expect(resolving().addresses(url)).rejects.toThrow('has no address');
  });

  it('need no look-up where they are a public address', async () => {
    expect(await resolving().addresses(new URL(`https://${PUBLIC}/`))).toEqual([PUBLIC]);
    expect(await resolving().addresses(new URL('https://[2606:4700::1]/'))).toEqual(['2606:4700::1']);
  });

  it('begin with https in production', () => {
    const production = new WebhookTargets({ allowedHosts: [], httpsOnly: true });
    expect(production.problem('http://shop.example/')).toBe('It must begin with https://.');
    expect(production.problem('https://shop.example/')).toBeNull();
  });

  it('may be anything of our own that the configuration names, with its port', async () => {
    const rules = { allowedHosts: ['127.0.0.1:4000', 'localhost:4000'], httpsOnly: true };
    const targets = new WebhookTargets(rules, () => Promise.reject(new Error('Nobody is asked.')));
    expect(targets.problem('http://127.0.0.1:4000/hooks')).toBeNull();
    expect(targets.problem('https://127.0.0.1:4001/hooks')).not.toBeNull();
    expect(await targets.addresses(new URL('http://127.0.0.1:4000/'))).toEqual(['127.0.0.1']);
    expect(await targets.addresses(new URL('http://localhost:4000/'))).toContain('127.0.0.1');
  });
});
