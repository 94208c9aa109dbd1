import { DEPARTURE_RETENTION_MS } from '../../domain/identity/fresh-sign-in.js';
import { SIGN_IN_RETENTION_MS } from '../../domain/identity/sign-in.js';
import { inBatches } from '../in-batches.js';
import type { IClock } from '../ports/clock.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { IExternalIdentityRepository } from './ports/external-identity-repository.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { ISignInRecords } from './ports/sign-in-records.js';

/** Sessions a statement: each takes up to some thousand refresh tokens with it, one for every ten minutes of use. */
const SESSION_BATCH = 100;
/** Rows a statement: milliseconds of locks. */
const ROW_BATCH = 1_000;

/**
 * Forgets sessions and tokens of mailed links that have expired, and sign-ins and departures of long ago. For the worker,
 * now and then.
 */
export class PurgeExpiredAccess {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly tokens: IAccountTokenRepository,
    private readonly signIns: ISignInRecords,
    private readonly identities: Pick<IExternalIdentityRepository, 'purgeDepartures'>,
    private readonly clock: IClock,
  ) {}

  async execute(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    await inBatches(SESSION_BATCH, signal, (limit) => this.sessions.purgeEnded(now, limit));
    await inBatches(ROW_BATCH, signal, (limit) => this.tokens.purgeExpired(now, limit));
    const retained = new Date(now.getTime() - SIGN_IN_RETENTION_MS);
    await inBatches(ROW_BATCH, signal, (limit) => this.signIns.purge(retained, limit));
    const remembered = new Date(now.getTime() - DEPARTURE_RETENTION_MS);
    await inBatches(ROW_BATCH, signal, (limit) => this.identities.purgeDepartures(remembered, limit));
  }
}
