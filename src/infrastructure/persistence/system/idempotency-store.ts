import { Injectable } from '@nestjs/common';
import {
  type ClaimResult,
  type IdempotencyClaim,
  type IdempotencyLease,
  IIdempotencyStore,
  type StoredAnswer,
} from '../../../application/system/ports/idempotency-store.js';
import { Database } from '../database.js';

/** A row that is found taken and is gone when it is read was released in between: claimed anew, rarely more than once. */
const MAX_CLAIM_ATTEMPTS = 5;

/** A column of a primary key is never null. */
const NO_API_KEY = '00000000-0000-0000-0000-000000000000';

/**
 * Inserts, or takes over what has expired or was left behind by a crash; one statement, so that of many at a time one
 * succeeds. `resource_id` outlives a takeover: what the crashed request created is found again by it.
 */
const CLAIM = `
  INSERT INTO idempotency_keys AS held
    (organization_id, user_id, key, resource_id, request_hash, locked_until, created_at, expires_at, api_key_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (organization_id, user_id, key, api_key_id) DO UPDATE SET
    resource_id = CASE WHEN held.expires_at <= $7 THEN excluded.resource_id ELSE held.resource_id END,
    request_hash = excluded.request_hash,
    locked_until = excluded.locked_until,
    response_status = NULL,
    response_body = NULL,
    created_at = excluded.created_at,
    expires_at = excluded.expires_at
  WHERE held.expires_at <= $7
     OR (held.response_status IS NULL AND held.locked_until <= $7 AND held.request_hash = excluded.request_hash)
  RETURNING resource_id`;

const OF_SCOPE = 'organization_id = $1 AND user_id = $2 AND key = $3 AND api_key_id = $4';
/** Fences off a holder whose lease has run out. */
const OF_LEASE = `${OF_SCOPE} AND locked_until = $5 AND response_status IS NULL`;

interface KeyRow {
  readonly request_hash: Buffer;
  readonly response_status: number | null;
  readonly response_body: unknown;
}

@Injectable()
export class IdempotencyStore extends IIdempotencyStore {
  constructor(private readonly database: Database) {
    super();
  }

  async claim(claim: IdempotencyClaim): Promise<ClaimResult> {
    for (let attempt = 0; attempt < MAX_CLAIM_ATTEMPTS; attempt += 1) {
      const result = await this.#tryClaim(claim);
      if (result) return result;
    }
    return { outcome: 'taken', requestHash: claim.requestHash, answer: null };
  }

  async store(lease: IdempotencyLease, { status, body }: StoredAnswer): Promise<void> {
    await this.database.query(
      `UPDATE idempotency_keys SET response_status = $6, response_body = $7 WHERE ${OF_LEASE}`,
      [...leaseKey(lease), status, body === undefined ? null : JSON.stringify(body)],
    );
  }

  async release(lease: IdempotencyLease): Promise<void> {
    await this.database.query(
      `UPDATE idempotency_keys SET locked_until = created_at WHERE ${OF_LEASE}`,
      leaseKey(lease),
    );
  }

  async forget(lease: IdempotencyLease): Promise<void> {
    await this.database.query(`DELETE FROM idempotency_keys WHERE ${OF_LEASE}`, leaseKey(lease));
  }

  async deleteExpired(now: Date, limit: number): Promise<number> {
    const deleted = await this.database.query<{ key: string }>(
      `DELETE FROM idempotency_keys WHERE (organization_id, user_id, key, api_key_id) IN (
         SELECT organization_id, user_id, key, api_key_id FROM idempotency_keys
         WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING key`,
      [now, limit],
    );
    return deleted.length;
  }

  /** Null when the row went away between the two statements. */
  async #tryClaim(claim: IdempotencyClaim): Promise<ClaimResult | null> {
    const { organizationId, userId, apiKeyId, key, resourceId, requestHash, lockedUntil, now, expiresAt } =
      claim;
    const [claimed] = await this.database.query<{ resource_id: string }>(CLAIM, [
      organizationId,
      userId,
      key,
      resourceId,
      requestHash,
      lockedUntil,
      now,
      expiresAt,
      apiKeyId ?? NO_API_KEY,
    ]);
    if (claimed) return { outcome: 'claimed', resourceId: claimed.resource_id };
    const [held] = await this.database.query<KeyRow>(
      `SELECT request_hash, response_status, response_body FROM idempotency_keys WHERE ${OF_SCOPE}`,
      [organizationId, userId, key, apiKeyId ?? NO_API_KEY],
    );
    return held ? { outcome: 'taken', requestHash: held.request_hash, answer: answerOf(held) } : null;
  }
}

function answerOf({ response_status: status, response_body: body }: KeyRow): StoredAnswer | null {
  return status === null ? null : { status, body: body ?? undefined };
}

function leaseKey({ organizationId, userId, apiKeyId, key, lockedUntil }: IdempotencyLease): unknown[] {
  return [organizationId, userId, key, apiKeyId ?? NO_API_KEY, lockedUntil];
}
