import {
  type ClaimResult,
  type IdempotencyClaim,
  type IdempotencyLease,
  type IdempotencyScope,
  IIdempotencyStore,
  type StoredAnswer,
} from '../../../src/application/system/ports/idempotency-store.js';

interface Row {
  resourceId: string;
  requestHash: Buffer;
  lockedUntil: Date;
  createdAt: Date;
  expiresAt: Date;
  answer: StoredAnswer | null;
}

/** Keys in memory. */
export class FakeIdempotencyStore extends IIdempotencyStore {
  readonly #rows = new Map<string, Row>();

  claim(claim: IdempotencyClaim): Promise<ClaimResult> {
    const { requestHash, lockedUntil, now, expiresAt } = claim;
    const held = this.#rows.get(nameOf(claim));
    const live = held && held.expiresAt > now ? held : undefined;
    const leftBehind =
      live?.answer === null && live.lockedUntil <= now && live.requestHash.equals(requestHash);
    if (live && !leftBehind) {
      return Promise.resolve({ outcome: 'taken', requestHash: live.requestHash, answer: live.answer });
    }
    const resourceId = live?.resourceId ?? claim.resourceId;
    this.#rows.set(nameOf(claim), {
      resourceId,
      requestHash,
      lockedUntil,
      createdAt: now,
      expiresAt,
      answer: null,
    });
    return Promise.resolve({ outcome: 'claimed', resourceId });
  }

  store(lease: IdempotencyLease, answer: StoredAnswer): Promise<void> {
    const row = this.#held(lease);
    if (row) row.answer = answer;
    return Promise.resolve();
  }

  release(lease: IdempotencyLease): Promise<void> {
    const row = this.#held(lease);
    if (row) row.lockedUntil = row.createdAt;
    return Promise.resolve();
  }

  forget(lease: IdempotencyLease): Promise<void> {
    if (this.#held(lease)) this.#rows.delete(nameOf(lease));
    return Promise.resolve();
  }

  deleteExpired(now: Date, limit: number): Promise<number> {
    const expired = [...this.#rows].filter(([, { expiresAt }]) => expiresAt <= now).slice(0, limit);
    for (const [name] of expired) this.#rows.delete(name);
    return Promise.resolve(expired.length);
  }

  #held(lease: IdempotencyLease): Row | undefined {
    const row = this.#rows.get(nameOf(lease));
    return row?.answer === null && row.lockedUntil.getTime() === lease.lockedUntil.getTime()
      ? row
      : undefined;
  }
}

function nameOf({ organizationId, userId, apiKeyId, key }: IdempotencyScope): string {
  return JSON.stringify([organizationId, userId, apiKeyId, key]);
}
