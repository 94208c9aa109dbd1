import type { IClock } from '../ports/clock.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { ISessionRepository } from './ports/session-repository.js';

/** Sessions a statement: each takes up to some thousand refresh tokens with it, one for every ten minutes of use. */
const SESSION_BATCH = 100;
/** Rows a statement: milliseconds of locks. */
const TOKEN_BATCH = 1_000;
/** Statements a run; what is left is for the next run. */
const MAX_BATCHES = 100;

/** Forgets sessions and tokens of mailed links that have expired. For the worker, now and then. */
export class PurgeExpiredAccess {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly tokens: IAccountTokenRepository,
    private readonly clock: IClock,
  ) {}

  async execute(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    await inBatches(() => this.sessions.purgeEnded(now, SESSION_BATCH), SESSION_BATCH, signal);
    await inBatches(() => this.tokens.purgeExpired(now, TOKEN_BATCH), TOKEN_BATCH, signal);
  }
}

async function inBatches(purge: () => Promise<number>, size: number, signal: AbortSignal): Promise<void> {
  for (let batch = 0; batch < MAX_BATCHES && !signal.aborted; batch += 1) {
    if ((await purge()) < size) return;
  }
}
