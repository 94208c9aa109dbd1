import Stripe from 'stripe';
import { createProgram } from '../../src/cli/program.js';
import { wordsFor } from '../../src/cli/user-error.js';
import { Configuration } from '../../src/infrastructure/config/configuration.js';
import { type RunningApp, startApp } from '../support/app.js';
import { TestSandbox } from '../support/sandbox.js';
import { sql } from '../support/sql.js';

const URL_OF_SHOP = 'https://shop.example/webhooks/stripe';

describe('operator commands that ask Stripe', () => {
  let sandbox: TestSandbox;
  let app: RunningApp;
  let stripe: Stripe;
  let output: string[];
  let shown: string[];

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    app = await startApp({ env: { STRIPE_API_BASE: sandbox.url, FRONTEND_URL: 'https://shop.example' } });
    const { hostname: host, port } = new URL(sandbox.url);
    stripe = new Stripe('sk_test_kaikei', { host, port: Number(port), protocol: 'http', telemetry: false });
  });
  beforeEach(async () => {
    await sandbox.clearFaults();
    await sandbox.reset();
    await sql(app.database.url, 'TRUNCATE stripe_events, event_cursors');
  });
  afterEach(() => {
    process.exitCode = 0;
  });
  afterAll(async () => {
    await app.close();
    await sandbox.close();
  });

  const runAs = async (configuration: Configuration, args: readonly string[]): Promise<string[]> => {
    output = [];
    shown = [];
    const program = createProgram({
      configuration: () => configuration,
      write: (line) => output.push(line),
      readPassword: async () => '',
      terminal: { write: (text) => shown.push(text) },
    });
    await program.parseAsync([...args], { from: 'user' });
    return output;
  };
  const run = (...args: readonly string[]): Promise<string[]> => runAs(app.configuration, args);
  const storedCount = async (): Promise<number> =>
    (await sql(app.database.url, 'SELECT FROM stripe_events')).length;
  const makeEvents = async (customers: number): Promise<number> => {
    await Promise.all(Array.from({ length: customers }, (_, n) => stripe.customers.create({ name: `${n}` })));
    return (await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })).length;
  };

  it('events backfill brings in everything that was never delivered, once', async () => {
    const count = await makeEvents(120);
    const [line] = await run('events', 'backfill');
    expect(line).toMatch(new RegExp(`^${count} events listed, ${count} of them new, up to .*Z\\.$`));
    expect(await storedCount()).toBe(count);
    expect(shown.join('')).toContain('events listed');
    expect(await run('events', 'backfill')).toEqual([expect.stringContaining(', 0 of them new')]);
  });

  it('events backfill begins where it is told to, and shows machines its numbers only', async () => {
    await makeEvents(3);
    const [json = ''] = await run('--json', 'events', 'backfill', '--since', '2099-01-01T00:00:00Z');
    expect(JSON.parse(json)).toEqual({ listed: 0, added: 0, unreadable: 0, reached_at: null });
    expect(shown).toEqual([]);
    await expect(run('events', 'backfill', '--since', 'yesterday')).rejects.toThrow('--since takes a time');
  });

  it('events backfill fails while Stripe does, and goes on afterwards', async () => {
    const count = await makeEvents(3);
    await sandbox.fail({ route: 'GET /v1/events', kind: 'status', status: 401, when: 'before', times: 1 });
    const failure = await run('events', 'backfill').catch((error: unknown) => error);
    expect(wordsFor(failure)).toMatch(/^Stripe refuses: /);
    await run('events', 'backfill');
    expect(await storedCount()).toBe(count);
  });

  it('events replay --dead goes on until none is left', async () => {
    await makeEvents(3);
    await run('events', 'backfill');
    const count = await storedCount();
    await sql(app.database.url, `UPDATE stripe_events SET status = 'dead'`);
    expect(await run('events', 'replay', '--dead')).toEqual([`${count} events will be processed again.`]);
    expect(await run('events', 'replay', '--dead', '--type', 'refund.failed')).toEqual([
      '0 events will be processed again.',
    ]);
    for (const args of [[], ['evt_1', '--dead']]) {
      await expect(run('events', 'replay', ...args)).rejects.toThrow('Name the events, or say --dead.');
    }
  });

  it('webhook register makes the endpoint at the pinned version, once, and tells its secret once', async () => {
    const made = await run('webhook', 'register');
    const { data } = await stripe.webhookEndpoints.list();
    expect(data).toMatchObject([{ url: URL_OF_SHOP, api_version: '2026-10-28.endive', status: 'enabled' }]);
    expect(data[0]?.enabled_events).toContain('payment_intent.succeeded');
    expect(data[0]?.enabled_events).not.toContain('*');
    expect(made.join('\n')).toMatch(/STRIPE_WEBHOOK_SECRET=whsec_\w+/);
    const again = await run('webhook', 'register');
    expect(again[0]).toContain('unchanged');
    expect(again.join('\n')).not.toContain('whsec_');
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
  });

  it('webhook register brings an endpoint up to date that is disabled or lacks types', async () => {
    await run('webhook', 'register');
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    await stripe.webhookEndpoints.update(endpoint?.id ?? '', {
      disabled: true,
      enabled_events: ['customer.created'],
    });
    expect((await run('webhook', 'register'))[0]).toContain('updated');
    expect((await stripe.webhookEndpoints.list()).data).toMatchObject([
      { status: 'enabled', enabled_events: endpoint?.enabled_events },
    ]);
  });

  it('webhook register --connect makes a second endpoint, for connected accounts', async () => {
    await run('webhook', 'register');
    const lines = await run('webhook', 'register', '--connect', '--url', `${URL_OF_SHOP}/connect`);
    expect(lines.join('\n')).toContain('STRIPE_CONNECT_WEBHOOK_SECRET=whsec_');
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(2);
  });

  it('webhook register refuses an address that no route of ours has', async () => {
    const failure = await run('webhook', 'register', '--url', 'https://shop.example/').catch(
      (error: unknown) => error,
    );
    expect(wordsFor(failure)).toContain('/webhooks/stripe');
  });

  it('doctor misses the endpoint, then what it does not deliver, then nothing', async () => {
    const webhook = async (): Promise<string | undefined> =>
      (await run('doctor')).find((line) => line.includes('\twebhook'));
    expect(await webhook()).toMatch(/^problem\twebhook\t.*Run `webhook register`/);
    await stripe.webhookEndpoints.create({ url: URL_OF_SHOP, enabled_events: ['payment_intent.succeeded'] });
    expect(await webhook()).toContain('Stripe does not deliver payment_intent.payment_failed');
    await run('webhook', 'register');
    expect(await webhook()).toBe('ok\twebhook');
  });

  it('doctor looks after the endpoint for connected accounts where there is one, or a secret for it', async () => {
    await run('webhook', 'register');
    await run('webhook', 'register', '--connect');
    expect((await run('doctor')).at(-1)).toContain('set STRIPE_CONNECT_WEBHOOK_SECRET');
    const { DATABASE_URL, STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, JWT_SECRET } = app.configuration.values;
    const configuration = Configuration.from({
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL, JWT_SECRET },
      ...{ STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_API_BASE: sandbox.url },
      ...{ STRIPE_WEBHOOK_SECRET: 'whsec_1', STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_2' },
    });
    expect((await runAs(configuration, ['doctor'])).at(-1)).toBe('ok\tconnect webhook');
  });

  it('doctor tells when Stripe does not let it look', async () => {
    const fault = { route: 'GET /v1/webhook_endpoints', kind: 'status', when: 'before' } as const;
    await sandbox.fail({ ...fault, status: 401, times: 1 });
    expect((await run('doctor')).at(-1)).toMatch(/^problem\twebhook\tStripe's endpoints cannot be listed/);
  });
});
