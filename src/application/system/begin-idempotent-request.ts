import { DomainError } from '../../domain/shared/domain-error.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type {
  IdempotencyLease,
  IdempotencyScope,
  IIdempotencyStore,
  StoredAnswer,
} from './ports/idempotency-store.js';

/** Longer than any request may take: all its calls to Stripe share 8 s, and a statement ends after 15 s. */
const LEASE_MS = 60_000;
/** The contract's 24 hours. */
const RETENTION_MS = 24 * 60 * 60 * 1_000;

export interface BeginIdempotentRequestCommand extends IdempotencyScope {
  /** Over everything that makes the request what it is. */
  readonly requestHash: Buffer;
}

export type BegunRequest =
  | { readonly kind: 'execute'; readonly lease: IdempotencyLease; readonly resourceId: string }
  | { readonly kind: 'replay'; readonly answer: StoredAnswer };

/** Decides whether a request under an `Idempotency-Key` is executed, answered as before, or refused. */
export class BeginIdempotentRequest {
  constructor(
    private readonly store: IIdempotencyStore,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `idempotency_key_reused`, `idempotency_in_progress` */
  async execute(command: BeginIdempotentRequestCommand): Promise<BegunRequest> {
    const { organizationId, userId, apiKeyId, key, requestHash } = command;
    const now = this.clock.now();
    const lockedUntil = new Date(now.getTime() + LEASE_MS);
    const lease = { organizationId, userId, apiKeyId, key, lockedUntil };
    const expiresAt = new Date(now.getTime() + RETENTION_MS);
    const result = await this.store.claim({
      ...lease,
      requestHash,
      resourceId: this.ids.uuid(),
      now,
      expiresAt,
    });
    if (result.outcome === 'claimed') return { kind: 'execute', lease, resourceId: result.resourceId };
    if (!result.requestHash.equals(requestHash)) throw keyReused();
    if (result.answer === null) throw inProgress();
    return { kind: 'replay', answer: result.answer };
  }
}

function keyReused(): DomainError {
  return new DomainError(
    'idempotency_key_reused',
    'unprocessable',
    'This Idempotency-Key was used for another request. Use a new key for a new request.',
  );
}

function inProgress(): DomainError {
  return new DomainError(
    'idempotency_in_progress',
    'conflict',
    'A request with this Idempotency-Key is still running. Send the same again in a moment.',
  );
}
