import { Webhook } from 'standardwebhooks';
import type { DeliveryAttempt } from '../../../src/application/notifications/ports/webhook-delivery-queue.js';
import type { SealedSecret } from '../../../src/domain/notifications/webhook-endpoint.js';
import { SealingKey } from '../../../src/infrastructure/crypto/sealing-key.js';
import { SigningSecrets } from '../../../src/infrastructure/crypto/signing-secrets.js';
import { WebhookSender } from '../../../src/infrastructure/notifications/webhook-sender.js';
import { WebhookTargets } from '../../../src/infrastructure/notifications/webhook-targets.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { eventually } from '../../support/eventually.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';

const ENDPOINT = 'endpoint-1';
const TIMEOUT_MS = 300;

describe('sending a webhook', () => {
  const secrets = new SigningSecrets(new SealingKey('a master secret of this installation', 'tests'));
  const sealed = secrets.create(ENDPOINT);
  const running = new AbortController().signal;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
  });
  afterAll(() => receiver.close());
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answerWith(200);
  });

  const targets = (): WebhookTargets =>
    new WebhookTargets({ allowedHosts: [receiver.host], httpsOnly: false });
  const send = (
    changes: {
      url?: string;
      sealedSecrets?: readonly SealedSecret[];
      targets?: WebhookTargets;
      signal?: AbortSignal;
    } = {},
  ): Promise<DeliveryAttempt> =>
    new WebhookSender(changes.targets ?? targets(), secrets, new SystemClock(), TIMEOUT_MS).send(
      {
        id: 'event-1',
        endpointId: ENDPOINT,
        url: changes.url ?? receiver.url,
        sealedSecrets: changes.sealedSecrets ?? [sealed],
        body: '{"emoji":"👍"}',
      },
      changes.signal ?? running,
    );

  it('signs the very bytes that it sends', async () => {
    expect(await send()).toMatchObject({ responseStatus: 200, error: null, responseExcerpt: null });
    const [webhook] = receiver.received;
    const verifier = new Webhook(secrets.open(ENDPOINT, sealed));
    expect(verifier.verify(webhook?.body ?? '', webhook?.headers as Record<string, string>)).toEqual({
      emoji: '👍',
    });
    expect(webhook?.headers).toMatchObject({ 'webhook-id': 'event-1', 'user-agent': 'Kaikei-Webhooks/1' });
  });

  it('looks the name up anew for every try, and refuses one that leads inside by now', async () => {
    const answers = [['203.0.113.1'], ['10.0.0.1'], ['127.0.0.1', '93.184.216.34']];
    const moving = new WebhookTargets({ allowedHosts: [], httpsOnly: false }, () =>
      Promise.resolve(answers.shift() ?? []),
    );
    const url = receiver.url.replace('127.0.0.1', 'shop.example');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await send({ url, targets: moving })).toMatchObject({
        responseStatus: null,
        error: 'The name shop.example leads into a private network.',
      });
    }
    expect([answers, receiver.received]).toEqual([[], []]);
  });

  it('connects to the address that was checked: the name is not looked up a second time', async () => {
    const pinned = new WebhookTargets({ allowedHosts: [], httpsOnly: false });
    // Stands in for a check that found this address fit; the name itself means nothing anywhere.
    pinned.addresses = () => Promise.resolve(['127.0.0.1']);
    const url = receiver.url.replace('127.0.0.1', 'no-such-name.invalid');
    expect(await send({ url, targets: pinned })).toMatchObject({ responseStatus: 200 });
    expect(receiver.received[0]?.headers.host).toContain('no-such-name.invalid');
  });

  it('refuses a private address without a connection', async () => {
    const strict = new WebhookTargets({ allowedHosts: [], httpsOnly: false });
    expect(await send({ targets: strict })).toMatchObject({
      responseStatus: null,
      error: 'It leads into a private network.',
    });
    expect(receiver.received).toEqual([]);
  });

  it.each([300, 301, 307, 400, 404, 429, 500])('counts %i as a failure', async (status) => {
    receiver.answerWith(status, 'why', { location: 'http://127.0.0.1:9/' });
    expect(await send()).toMatchObject({
      responseStatus: status,
      responseExcerpt: 'why',
      error: expect.stringContaining(`Answered ${status}.`),
    });
  });

  it('gives up on a receiver that does not answer in time, or that answers for ever', async () => {
    receiver.hang();
    expect(await send()).toMatchObject({ responseStatus: null, error: `No answer within ${TIMEOUT_MS} ms.` });
    receiver.answer = (response) => void response.writeHead(500).write('once');
    expect(await send()).toMatchObject({ responseStatus: null, error: `No answer within ${TIMEOUT_MS} ms.` });
  });

  it('reads no more than it must of an answer without end', async () => {
    receiver.answer = (response) => {
      response.writeHead(500);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const { responseExcerpt } = await send();
    expect(responseExcerpt).toBe('x'.repeat(1_024));
  });

  it('says that nobody is there, without the address, which may hold a token', async () => {
    const nobody = new WebhookTargets({ allowedHosts: ['127.0.0.1:9'], httpsOnly: false });
    const attempt = await send({ url: 'http://127.0.0.1:9/?token=sesame', targets: nobody });
    expect(attempt.error).toBe('The connection failed: ECONNREFUSED.');
  });

  it('fails for a name that does not resolve', async () => {
    const failing = new WebhookTargets({ allowedHosts: [], httpsOnly: false }, () =>
      Promise.reject(Object.assign(new Error('queryA ENOTFOUND shop.example'), { code: 'ENOTFOUND' })),
    );
    const attempt = await send({ url: 'https://shop.example/', targets: failing });
    expect(attempt.error).toBe('The connection failed: ENOTFOUND.');
  });

  it('does not send what it cannot sign, and leaves out an old secret that it cannot read', async () => {
    const foreign = secrets.create('endpoint-2');
    expect(await send({ sealedSecrets: [foreign] })).toMatchObject({
      error: expect.stringContaining('Roll the secret'),
    });
    expect(await send({ sealedSecrets: [] })).toMatchObject({ error: 'The endpoint has no secret.' });
    expect(await send({ sealedSecrets: [sealed, foreign] })).toMatchObject({ error: null });
    expect(
      receiver.received.map(({ headers }) => String(headers['webhook-signature']).split(' ').length),
    ).toEqual([1]);
  });

  it('ends at once when we stop, while the name is looked up as well as while it waits', async () => {
    receiver.hang();
    const stop = new AbortController();
    const sending = send({ signal: stop.signal });
    await eventually(
      async () => receiver.received.length,
      (count) => count === 1,
      1_000,
    );
    stop.abort();
    await expect(sending).rejects.toThrow();

    const slow = new WebhookTargets(
      { allowedHosts: [], httpsOnly: false },
      () => new Promise(() => undefined),
    );
    const second = new AbortController();
    const resolving = send({ url: 'https://shop.example/', targets: slow, signal: second.signal });
    second.abort();
    await expect(resolving).rejects.toThrow();
    expect(await send({ url: 'https://shop.example/', targets: slow })).toMatchObject({
      error: `No answer within ${TIMEOUT_MS} ms.`,
    });
  });
});
