import { randomUUID } from 'node:crypto';
import type {
  IdempotencyClaim,
  IIdempotencyStore,
} from '../../src/application/system/ports/idempotency-store.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { IdempotencyStore } from '../../src/infrastructure/persistence/system/idempotency-store.js';
import { type ConnectedDatabase, connectDatabase } from '../support/connected-database.js';
import { FakeIdempotencyStore } from '../support/fakes/idempotency-store.js';

const NOW = new Date('2026-11-20T09:00:00Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const LEASE_MS = 60_000;
const DAY_MS = 86_400_000;

function claimOf(overrides: Partial<IdempotencyClaim> = {}): IdempotencyClaim {
  const now = overrides.now ?? NOW;
  return {
    organizationId: DEFAULT_ORGANIZATION_ID,
    userId: '00000000-0000-7000-8000-0000000000aa',
    apiKeyId: null,
    key: randomUUID(),
    requestHash: Buffer.from('a'.repeat(32)),
    resourceId: randomUUID(),
    now,
    lockedUntil: new Date(now.getTime() + LEASE_MS),
    expiresAt: new Date(now.getTime() + DAY_MS),
    ...overrides,
  };
}

describe.each([
  [
    'fake',
    (): Promise<[IIdempotencyStore, () => Promise<void>]> =>
      Promise.resolve([new FakeIdempotencyStore(), () => Promise.resolve()]),
  ],
  [
    'PostgreSQL',
    async (): Promise<[IIdempotencyStore, () => Promise<void>]> => {
      const connected: ConnectedDatabase = await connectDatabase([]);
      return [new IdempotencyStore(connected.database), () => connected.close()];
    },
  ],
] as const)('IIdempotencyStore: %s', (_, open) => {
  let store: IIdempotencyStore;
  let close: () => Promise<void>;

  beforeAll(async () => {
    [store, close] = await open();
  });
  afterAll(() => close());

  it('gives a key to one of twenty who claim it at once', async () => {
    const claim = claimOf();
    const results = await Promise.all(Array.from({ length: 20 }, () => store.claim(claim)));
    expect(results.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'taken')).toHaveLength(19);
  });

  it('keeps what a server does for a user apart from what they do, under the same key', async () => {
    const own = claimOf();
    const claims = [own, ...[randomUUID(), randomUUID()].map((apiKeyId) => ({ ...own, apiKeyId }))];
    for (const claim of claims) expect((await store.claim(claim)).outcome).toBe('claimed');
    for (const claim of claims) expect((await store.claim(claim)).outcome).toBe('taken');
    await store.store(
      { ...own, apiKeyId: claims[1]?.apiKeyId ?? null },
      { status: 201, body: 'of the first' },
    );
    expect(await store.claim(own)).toMatchObject({ outcome: 'taken', answer: null });
  });

  it('tells the next what was answered, whatever JSON it was', async () => {
    const claim = claimOf();
    await store.claim(claim);
    const answer = { status: 201, body: { z: 1, a: [null, { b: '会計' }] } };
    await store.store(claim, answer);
    expect(await store.claim(claimOf({ key: claim.key }))).toEqual({
      outcome: 'taken',
      requestHash: claim.requestHash,
      answer,
    });
  });

  it('keeps an answer without a body', async () => {
    const claim = claimOf();
    await store.claim(claim);
    await store.store(claim, { status: 204, body: undefined });
    expect(await store.claim(claim)).toMatchObject({ answer: { status: 204, body: undefined } });
  });

  it('lets an equal request take over when the lease has run out, with the same resource id', async () => {
    const claim = claimOf();
    await store.claim(claim);
    const later = { key: claim.key, now: after(LEASE_MS) };
    const other = claimOf({ ...later, requestHash: Buffer.from('b'.repeat(32)) });
    expect(await store.claim(other)).toMatchObject({ outcome: 'taken', answer: null });
    expect(await store.claim(claimOf(later))).toEqual({ outcome: 'claimed', resourceId: claim.resourceId });
  });

  it('does not listen to a holder whose lease someone else has taken over', async () => {
    const claim = claimOf();
    await store.claim(claim);
    const second = claimOf({ key: claim.key, now: after(LEASE_MS) });
    await store.claim(second);
    await store.store(claim, { status: 201, body: 'late' });
    await store.forget(claim);
    await store.release(claim);
    expect(await store.claim(second)).toMatchObject({ outcome: 'taken', answer: null });
    await store.store(second, { status: 201, body: 'right' });
    expect(await store.claim(second)).toMatchObject({ answer: { body: 'right' } });
  });

  it('gives a released key to the same request at once', async () => {
    const claim = claimOf();
    await store.claim(claim);
    await store.release(claim);
    expect(await store.claim(claim)).toEqual({ outcome: 'claimed', resourceId: claim.resourceId });
  });

  it('gives a forgotten key to any request', async () => {
    const claim = claimOf();
    await store.claim(claim);
    await store.forget(claim);
    const other = claimOf({ key: claim.key, requestHash: Buffer.from('b'.repeat(32)) });
    expect(await store.claim(other)).toEqual({ outcome: 'claimed', resourceId: other.resourceId });
  });

  it('begins anew with a key that is past its day', async () => {
    const claim = claimOf();
    await store.claim(claim);
    await store.store(claim, { status: 201, body: 1 });
    const other = claimOf({
      key: claim.key,
      now: after(DAY_MS),
      requestHash: Buffer.from('b'.repeat(32)),
    });
    expect(await store.claim(other)).toEqual({ outcome: 'claimed', resourceId: other.resourceId });
  });

  it('deletes what has expired, so many at a time, and nothing else', async () => {
    await store.deleteExpired(after(10 * DAY_MS), 1_000);
    const kept = claimOf({ now: after(DAY_MS) });
    for (const claim of [claimOf(), claimOf(), claimOf(), kept]) await store.claim(claim);
    expect(await store.deleteExpired(after(DAY_MS), 2)).toBe(2);
    expect(await store.deleteExpired(after(DAY_MS), 2)).toBe(1);
    expect(await store.claim(kept)).toMatchObject({ outcome: 'taken' });
  });
});
