import { refreshTokenInvalid } from '../../domain/identity/identity-errors.js';
import type { RefreshVerdict, Session } from '../../domain/identity/session.js';
import type { IClock } from '../ports/clock.js';
import type { ILogger } from '../ports/logger.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { RefreshToken } from './refresh-token.js';
import type { SignedIn } from './signed-in.js';
import type { TokenMint } from './token-mint.js';

export interface RefreshSessionCommand {
  readonly organizationId: string;
  readonly token: RefreshToken;
}

/**
 * A used-up refresh token for new tokens of the same session.
 *
 * Rotation makes every other unused token of the session used as well. So when a thief has got hold of a sibling within
 * the grace time, one of the two lines dies at the next rotation, and whoever then presents it ends the session for both
 * (RFC 9700, section 4.14.2).
 */
export class RefreshSession {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly users: IUserRepository,
    private readonly mint: TokenMint,
    private readonly secrets: ISecretGenerator,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** @throws DomainError `refresh_token_invalid` */
  async execute(command: RefreshSessionCommand): Promise<SignedIn> {
    // The refusal is thrown after the commit: a revocation must not be rolled back with it.
    const signedIn = await this.unitOfWork.run(() => this.#refresh(command));
    if (signedIn === null) throw refreshTokenInvalid();
    return signedIn;
  }

  async #refresh({ organizationId, token }: RefreshSessionCommand): Promise<SignedIn | null> {
    const session = await this.sessions.findForUpdate(organizationId, token.sessionId);
    if (!session) return null;
    const tokenHash = this.secrets.hash(token.secret);
    const stored = await this.sessions.findToken(organizationId, token.sessionId, tokenHash);
    const now = this.clock.now();
    return this.#apply(session, session.judge(stored, now), now);
  }

  async #apply(session: Session, verdict: RefreshVerdict, now: Date): Promise<SignedIn | null> {
    const { organizationId, id, userId } = session.snapshot();
    if (verdict === 'ended') return null;
    if (verdict === 'reused') {
      session.revoke('refresh_token_reused', now);
      await this.sessions.update(session);
      this.logger.warn('A used refresh token came back: the session was revoked', {
        session_id: id,
        user_id: userId,
      });
      return null;
    }
    if (verdict === 'rotate') await this.sessions.supersedeTokens(organizationId, id, now);
    session.extend(now);
    await this.sessions.update(session);
    const user = await this.users.findById(organizationId, userId);
    return user && this.mint.issue(user, id);
  }
}
