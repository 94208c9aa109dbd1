import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { StripeUnavailableError } from '../../src/application/ports/stripe-service.js';
import { type RunningApp, startApp } from '../support/app.js';
import { CapturedLog } from '../support/captured-log.js';
import { EdgeProbe, probeModule, throws } from '../support/edge-probe.js';
import { eventually } from '../support/eventually.js';

const KIB = 1_024;
const WITHIN_MS = 5_000;

describe('every error is answered as problem details', () => {
  const probe = new EdgeProbe();
  const log = new CapturedLog();
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp({ extraModules: [probeModule(probe)], logger: log.logger });
  });
  afterAll(() => app.close());

  const post = (body: string | object, type = 'application/json'): request.Test =>
    request(app.url).post('/api/probe/validated').set('content-type', type).send(body);

  it('an unknown address, without repeating its query', async () => {
    const answer = await request(app.url).get('/api/nothing?token=secret');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect([answer.status, answer.body]).toEqual([
      404,
      {
        type: 'urn:kaikei:problem:not_found',
        title: 'Not found',
        status: 404,
        detail: 'There is nothing at this address.',
        instance: '/api/nothing',
        code: 'not_found',
      },
    ]);
  });

  it('an address without end, of which the log holds the beginning', async () => {
    // What looks most like a token, again and again: looking for the end of each takes its time.
    const path = `/api/${'eyJ-'.repeat(3_000)}`;
    const answer = await request(app.url).get(path).set('x-request-id', 'endless');
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    const [line] = log.lines('endless');
    expect(String(line?.path).length).toBeLessThanOrEqual(256);
  });

  it('an address that cannot be decoded', async () => {
    const answer = await request(app.url).get('/api/%zz').set('x-request-id', 'mine');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect([answer.status, answer.body.code, answer.headers['x-request-id']]).toEqual([
      400,
      'bad_request',
      'mine',
    ]);
  });

  it.each([
    ['broken JSON', '{"name":', 'invalid_json'],
    ['a prototype to be poisoned', '{"__proto__":{"admin":true}}', 'invalid_json'],
    ['a list where an object is expected', '[]', 'validation_failed'],
    ['a bare string', '"name"', 'validation_failed'],
  ])('%s', async (_, body, code) => {
    const answer = await post(body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  it('every wrong field, by its path; unknown ones and other types included', async () => {
    const answer = await post({ name: 7, total: 1, items: [{ quantity: 1 }, { quantity: '2' }] });
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    const fields = (answer.body.errors as { field: string }[]).map(({ field }) => field);
    expect(new Set(fields)).toEqual(new Set(['name', 'total', 'items.1.quantity']));
  });

  it.each([
    ['refused', String.raw`{"name":"a\u0000b","items":[]}`, 400],
    ['refused behind an escaped backslash', String.raw`{"name":"a\\\u0000b","items":[]}`, 400],
    [
      'let alone where a backslash and its letters are meant',
      String.raw`{"name":"a\\u0000b","items":[]}`,
      201,
    ],
    ['refused as well: half of a surrogate pair', String.raw`{"name":"a\ud83db","items":[]}`, 400],
    ['refused as well: the other half', String.raw`{"name":"a\\ud83d\udE00b","items":[]}`, 400],
    ['let alone as a whole pair', String.raw`{"name":"a\uD83D\ude00b","items":[]}`, 201],
  ])('a null character in a body: %s', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it('a null character in a query', async () => {
    const answer = await request(app.url).get('/api/probe/client?name=a%00b');
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect((await request(app.url).get('/api/probe/client?name=%2500')).status).toBe(200);
  });

  it('an empty body as an object without fields', async () => {
    const answer = await post('');
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });

  it('another type than JSON', async () => {
    const answer = await post('name=1', 'application/x-www-form-urlencoded');
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  it.each(['gzip', 'deflate', 'br', 'gzip, gzip', 'unheard-of'])(
    'a body in the encoding %s',
    async (encoding) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      const body = gzipSync('{"name":"a","items":[]}');
      const answer = await fetch(`${app.url}/api/probe/validated`, { method: 'POST', headers, body });
      expect(await answer.json()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
      // There every byte counts, whatever it is said to be.
      const hook = await fetch(`${app.url}/webhooks/stripe`, { method: 'POST', headers, body });
      expect(await hook.json()).toMatchObject({ status: 400, code: 'invalid_signature' });
    },
  );

  it('a client that goes away while it is sending: its own doing, and no outage of ours', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    const head = 'POST /api/probe/validated HTTP/1.1\r\nHost: a\r\nX-Request-Id: cut-off\r\n';
    await new Promise<void>((resolve) => {
      socket.write(`${head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name":`, () =>
        resolve(),
      );
    });
    // Answered only after what was sent before it, so that the request is in hand when its end comes.
    await request(app.url).get('/api/probe/client');
    socket.destroy();
    const [line] = await eventually(
      async () => log.lines('cut-off'),
      (lines) => lines.length > 0,
      WITHIN_MS,
    );
    expect(line).toMatchObject({ level: 'warn', path: '/api/probe/validated' });
  });

  it('a body beyond the limit of the API', async () => {
    const answer = await post({ name: 'x'.repeat(300 * KIB) });
    expect([answer.status, answer.body.code]).toEqual([413, 'payload_too_large']);
  });

  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['unprocessable', 422],
    ['rate_limited', 429],
    ['upstream_failed', 502],
    ['unavailable', 503],
  ] as const)('a domain error of kind %s as %i', async (kind, status) => {
    probe.next = throws.kind(kind);
    const answer = await request(app.url).get('/api/probe/error');
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
      status,
      `probe_${kind}`,
      'As the test asked for.',
    ]);
  });

  it('a lost race as a conflict to be retried', async () => {
    probe.next = throws.stale;
    const answer = await request(app.url).get('/api/probe/error');
    expect([answer.status, answer.body.code]).toEqual([409, 'conflict_retry']);
  });

  it('Stripe out of reach, wherever it was noticed, as 503 with a time to try again', async () => {
    probe.next = () => {
      throw new StripeUnavailableError('connect ECONNREFUSED');
    };
    const answer = await request(app.url).get('/api/probe/error');
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
      503,
      'stripe_unavailable',
      '2',
    ]);
  });

  it('a bug of ours without a word about it', async () => {
    probe.next = throws.bug;
    const answer = await request(app.url).get('/api/probe/error');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal_error']);
    expect(JSON.stringify(answer.body)).not.toContain('internals');
  });
});
