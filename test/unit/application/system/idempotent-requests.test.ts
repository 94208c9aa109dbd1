import { BeginIdempotentRequest } from '../../../../src/application/system/begin-idempotent-request.js';
import { PurgeExpiredIdempotencyKeys } from '../../../../src/application/system/purge-expired-idempotency-keys.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeIdGenerator } from '../../../support/fakes/id-generator.js';
import { FakeIdempotencyStore } from '../../../support/fakes/idempotency-store.js';

const HOUR_MS = 3_600_000;
const COMMAND = {
  organizationId: 'o',
  userId: 'u',
  apiKeyId: null,
  key: 'k',
  requestHash: Buffer.from('hash'),
};

describe('a request under an Idempotency-Key', () => {
  const clock = new FakeClock();
  const store = new FakeIdempotencyStore();
  const begin = new BeginIdempotentRequest(store, new FakeIdGenerator(), clock);
  const purge = new PurgeExpiredIdempotencyKeys(store, clock);
  let keys = 0;
  const command = (): typeof COMMAND => ({ ...COMMAND, key: `k${++keys}` });

  it('is executed once, then answered from what was stored', async () => {
    const request = command();
    const begun = await begin.execute(request);
    if (begun.kind !== 'execute') throw new Error('Not executed.');
    await expect(begin.execute(request)).rejects.toMatchObject({
      code: 'idempotency_in_progress',
      kind: 'conflict',
    });
    await store.store(begun.lease, { status: 201, body: { id: 1 } });
    expect(await begin.execute(request)).toEqual({
      kind: 'replay',
      answer: { status: 201, body: { id: 1 } },
    });
  });

  it('is refused when another request used the key', async () => {
    const request = command();
    await begin.execute(request);
    await expect(begin.execute({ ...request, requestHash: Buffer.from('other') })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
      kind: 'unprocessable',
    });
  });

  it('is executed again, under the same resource id, a minute after a crash', async () => {
    const request = command();
    const first = await begin.execute(request);
    clock.advance(60_000);
    const second = await begin.execute(request);
    expect(second.kind === 'execute' && second.resourceId).toBe(first.kind === 'execute' && first.resourceId);
  });

  it('is forgotten after a day', async () => {
    await begin.execute(command());
    await begin.execute(command());
    clock.advance(25 * HOUR_MS);
    const { signal } = new AbortController();
    expect(await purge.execute(signal)).toBeGreaterThanOrEqual(2);
    expect(await purge.execute(signal)).toBe(0);
  });
});
