import { DEPARTURE_RETENTION_MS } from '../../domain/identity/fresh-sign-in.js';
import { SIGN_IN_RETENTION_MS } from '../../domain/identity/sign-in.js';
import type { IClock } from '../ports/clock.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { IExternalIdentityRepository } from './ports/external-identity-repository.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { ISignInRecords } from './ports/sign-in-records.js';

/** Sessions a statement: each takes up to some thousand refresh tokens with it, one for every ten minutes of use. */
const SESSION_BATCH = 100;
/** Rows a statement: milliseconds of locks. */
const ROW_BATCH = 1_000;
/** Statements a run; what is left is for the next run. */
const MAX_BATCHES = 100;

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
    await inBatches(() => this.sessions.purgeEnded(now, SESSION_BATCH), SESSION_BATCH, signal);
    await inBatches(() => this.tokens.purgeExpired(now, ROW_BATCH), ROW_BATCH, signal);
    const retained = new Date(now.getTime() - SIGN_IN_RETENTION_MS);
    await inBatches(() => this.signIns.purge(retained, ROW_BATCH), ROW_BATCH, signal);
    const remembered = new Date(now.getTime() - DEPARTURE_RETENTION_MS);
    await inBatches(() => this.identities.purgeDepartures(remembered, ROW_BATCH), ROW_BATCH, signal);
  }
}

async function inBatches(purge: () => Promise<number>, size: number, signal: AbortSignal): Promise<void> {
  for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch += 1) {
    if ((await purge()) < size) return;
  }
}
