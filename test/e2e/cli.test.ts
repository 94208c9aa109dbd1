import { createProgram } from '../../src/cli/program.js';
import { UserError, wordsFor } from '../../src/cli/user-error.js';
import { Configuration } from '../../src/infrastructure/config/configuration.js';
import { type RunningApp, startApp } from '../support/app.js';
import { sql } from '../support/sql.js';

describe('operator commands', () => {
  let app: RunningApp;
  let output: string[];

  beforeAll(async () => {
    app = await startApp();
    await sql(
      app.database.url,
      `INSERT INTO stripe_events (organization_id, id, type, object_id, livemode, stripe_created_at, payload, status, last_error)
       VALUES ('00000000-0000-7000-8000-000000000001', 'evt_dead', 'payment_intent.succeeded', 'pi_1', false, now(), '{"id":"evt_dead"}', 'dead', 'broken')`,
    );
  });
  beforeEach(() => {
    output = [];
  });
  afterEach(() => {
    process.exitCode = 0;
  });
  afterAll(() => app.close());

  const run = async (...args: readonly string[]): Promise<string[]> => {
    const program = createProgram({
      configuration: () => app.configuration,
      write: (line) => output.push(line),
      readPassword: async () => 'rice paper lantern',
      terminal: null,
    });
    await program.parseAsync([...args], { from: 'user' });
    return output;
  };

  it('migrate an up-to-date schema to nothing new', async () => {
    expect(await run('migrate')).toEqual(['The schema is up to date.']);
  });

  it('migrate an empty database once, whoever races, and seed it', async () => {
    await sql(app.database.url, 'CREATE SCHEMA elsewhere');
    const url = new URL(app.database.url);
    url.searchParams.set('options', '-c search_path=elsewhere');
    const configuration = Configuration.from({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: url.href,
      STRIPE_SECRET_KEY: 'sk_test_kaikei',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_kaikei',
      STRIPE_WEBHOOK_SECRET: 'whsec_kaikei',
      JWT_SECRET: 'a secret for tests, of no use elsewhere',
    });
    const lines: string[] = [];
    const host = {
      configuration: () => configuration,
      write: (line: string) => lines.push(line),
      readPassword: async () => '',
      terminal: null,
    };
    await Promise.all(
      [1, 2, 3].map(() => createProgram(host).parseAsync(['migrate', '--seed'], { from: 'user' })),
    );
    expect(lines.filter((line) => line.startsWith('Migrated: '))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('Seeded: 8 products'))).toHaveLength(1);
  });

  it('seed the catalogue, and nothing the second time', async () => {
    await run('seed');
    output = [];
    expect(await run('seed')).toEqual(['Seeded: 0 products and 0 prices added.']);
  });

  it('make an operator with the password that was asked for', async () => {
    expect(await run('operator', 'create', 'boss@shop.example')).toEqual(['boss@shop.example: created']);
    output = [];
    expect(await run('operator', 'create', 'boss@shop.example')).toEqual(['boss@shop.example: unchanged']);
  });

  it('tell what is wrong with an address, in words for a person', async () => {
    const failure = await run('operator', 'create', 'nobody').catch((error: unknown) => error);
    expect(wordsFor(failure)).toContain('address');
    expect(wordsFor(new UserError('The two passwords differ.'))).toBe('The two passwords differ.');
    expect(wordsFor('odd')).toBe('odd');
  });

  it('list events, filtered, for people and for machines', async () => {
    expect(await run('events', 'list', '--status', 'dead')).toEqual([
      'evt_dead\tdead\t0\tpayment_intent.succeeded\tbroken',
    ]);
    output = [];
    const [json] = await run('--json', 'events', 'list', '--type', 'payment_intent.succeeded');
    const known = { id: 'evt_dead', status: 'dead', last_error: 'broken', processed_at: null };
    expect(JSON.parse(json ?? '')).toMatchObject([known]);
  });

  it('show one event with its payload', async () => {
    const shown: unknown = JSON.parse((await run('events', 'show', 'evt_dead')).join('\n'));
    expect(shown).toMatchObject({ id: 'evt_dead', payload: expect.anything(), payload_thinned_at: null });
  });

  it('replay events, and know one that is not there', async () => {
    expect(await run('events', 'replay', 'evt_dead')).toEqual(['evt_dead will be processed again.']);
    const [event] = await sql<{ status: string }>(
      app.database.url,
      `SELECT status FROM stripe_events WHERE id = 'evt_dead'`,
    );
    expect(event?.status).toBe('pending');
    await expect(run('events', 'replay', 'evt_none')).rejects.toMatchObject({ code: 'event_not_found' });
  });

  it('find what is unwell: no worker, an old backlog, no Stripe', async () => {
    await sql(app.database.url, `UPDATE stripe_events SET next_attempt_at = now() - interval '1 day'`);
    const lines = await run('doctor');
    expect(process.exitCode).toBe(1);
    expect(lines).toEqual([
      'ok\tconfiguration',
      'ok\tdatabase',
      'ok\tmigrations',
      expect.stringMatching(/^problem\tworker\tNone has run/),
      expect.stringMatching(/^problem\tevents\tThe oldest one has waited/),
      expect.stringMatching(/^problem\tstripe\tNothing answers/),
    ]);
  });
});
