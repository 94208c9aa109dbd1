import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { type RunningApp, startApp } from '../support/app.js';
import { EdgeProbe, probeModule } from '../support/edge-probe.js';

const MIB = 1_024 * 1_024;
const ORIGIN = 'https://shop.example';

describe('the HTTP edge', () => {
  const probe = new EdgeProbe();
  const webRoot = mkdtempSync(join(tmpdir(), 'kaikei-web-'));
  let app: RunningApp;

  beforeAll(async () => {
    mkdirSync(join(webRoot, 'assets'));
    writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>Kaikei</title>');
    writeFileSync(join(webRoot, 'assets/main-4f2a.js'), 'export const shop = 1;\n'.repeat(200));
    app = await startApp({
      webRoot,
      extraModules: [probeModule(probe)],
      env: { FRONTEND_URL: ORIGIN, TRUST_PROXY: '127.0.0.1' },
    });
  });
  afterAll(async () => {
    await app.close();
    rmSync(webRoot, { recursive: true });
  });

  describe('X-Request-Id', () => {
    const idFor = async (offered: string): Promise<string | undefined> =>
      (await request(app.url).get('/health/live').set('x-request-id', offered)).headers['x-request-id'];

    it('is taken over when it is sane', async () => {
      expect(await idFor('order-42.retry_1')).toBe('order-42.retry_1');
    });

    it.each(['with space', 'x'.repeat(129), '"quoted"'])('is made anew instead of %j', async (offered) => {
      expect(await idFor(offered)).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  describe('origins', () => {
    it('lets an allowed one call with credentials and read what it needs', async () => {
      const { headers } = await request(app.url).get('/health/live').set('origin', ORIGIN);
      expect(headers['access-control-allow-origin']).toBe(ORIGIN);
      expect(headers['access-control-allow-credentials']).toBe('true');
      expect(headers['access-control-expose-headers']).toBe(
        'X-Request-Id, Idempotency-Replayed, Retry-After',
      );
    });

    it('answers its preflight for every method in use', async () => {
      const answer = await request(app.url)
        .options('/api/orders')
        .set({ origin: ORIGIN, 'access-control-request-method': 'PATCH' });
      expect(answer.status).toBe(204);
      expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD, POST, PATCH, PUT, DELETE');
    });

    it.each([
      'https://evil.example',
      'null',
      'http://shop.example',
      'https://shop.example:8443',
      'https://shop.example.evil.example',
      'https://evilshop.example',
      'https://www.shop.example',
      'https://shop.example@evil.example',
      'https://evil.example/https://shop.example',
      'https://SHOP.example',
      'https://shop.example/',
      '*',
    ])('does not let %s, asked first or not, and says that it depends', async (origin) => {
      const asked = await request(app.url).options('/api/orders').set({
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-csrf-token',
      });
      const { headers } = await request(app.url).get('/api/config').set('origin', origin);
      for (const one of [asked.headers, headers]) {
        expect(one['access-control-allow-origin']).toBeUndefined();
        expect(one.vary).toMatch(/\bOrigin\b/);
      }
    });
  });

  it('keeps what the API says out of every cache', async () => {
    for (const path of ['/api/config', '/api/orders', '/api/products']) {
      const { headers } = await request(app.url).get(path);
      expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
    }
  });

  it('keeps browsers to our own scripts and the payment script', async () => {
    const { headers } = await request(app.url).get('/api/config');
    expect(headers['content-security-policy']).toContain("script-src 'self' http://127.0.0.1:9;");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('believes X-Forwarded-For of the proxies it trusts', async () => {
    const { body } = await request(app.url).get('/api/probe/client').set('x-forwarded-for', '203.0.113.9');
    expect(body).toEqual({ ip: '203.0.113.9' });
  });

  describe('bodies of webhooks', () => {
    const deliver = (bytes: number): Promise<Response> =>
      fetch(`${app.url}/webhooks/stripe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.alloc(bytes, 'x'),
      });

    it('of 1 MiB are read', async () => {
      const answer = await deliver(MIB);
      expect(await answer.json()).toMatchObject({ status: 400, code: 'invalid_signature' });
    });

    it('of 50 MiB are refused with 413', async () => {
      const answer = await deliver(50 * MIB);
      expect(await answer.json()).toMatchObject({ status: 413, code: 'payload_too_large' });
    });
  });

  describe('pages', () => {
    const page = (path: string): request.Test => request(app.url).get(path).set('accept', 'text/html');

    it.each(['/', '/orders/1'])('answers %s with the one page, to be asked for again', async (path) => {
      const answer = await page(path);
      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(answer.text).toContain('<title>Kaikei</title>');
    });

    it('lets hashed files be kept for good, and compresses them', async () => {
      const answer = await request(app.url).get('/assets/main-4f2a.js').set('accept-encoding', 'gzip');
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(answer.headers['content-encoding']).toBe('gzip');
    });

    it.each(['/api/nothing', '/health/nothing', '/webhooks/nothing', '/assets/gone.js', '/docs/nothing'])(
      'never answers %s with a page',
      async (path) => {
        const answer = await page(path);
        expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
      },
    );

    it('does not answer a program with a page', async () => {
      const answer = await request(app.url).get('/orders').set('accept', 'application/json');
      expect(answer.status).toBe(404);
    });
  });

  it('shows its documentation as a page', async () => {
    const answer = await request(app.url).get('/docs');
    expect([answer.status, answer.text.includes('Kaikei API')]).toEqual([200, true]);
    expect((await request(app.url).get('/docs/swagger-ui-init.js')).text).toContain('/api/config');
  });

  it('tells browsers what they need to know', async () => {
    const { body } = await request(app.url).get('/api/config');
    expect(body).toEqual({
      publishable_key: 'pk_test_kaikei',
      stripe_js_url: 'http://127.0.0.1:9/v3/',
      sandbox: true,
      sandbox_url: 'http://127.0.0.1:9',
      mails_url: '/dev/mails',
    });
  });
});

describe('without a sandbox', () => {
  it("browsers load Stripe's own script, and may talk to Stripe alone", async () => {
    const app = await startApp({ env: { STRIPE_API_BASE: '' } });
    try {
      const { body, headers } = await request(app.url).get('/api/config');
      expect(body).toMatchObject({
        sandbox: false,
        sandbox_url: null,
        stripe_js_url: 'https://js.stripe.com/endive/stripe.js',
      });
      expect(headers['content-security-policy']).toContain(
        "frame-src 'self' https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com;",
      );
    } finally {
      await app.close();
    }
  });
});
