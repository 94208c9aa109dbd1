import { SESSION_LIFETIME_MS } from '../../domain/identity/session.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IAccessTokens } from './ports/access-tokens.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import { formatRefreshToken } from './refresh-token.js';
import type { SignedIn } from './signed-in.js';
import { viewUser } from './user-view.js';

/** Hands out the tokens of a session, and stores what of them is needed to know them again. */
export class TokenMint {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly accessTokens: IAccessTokens,
    private readonly secrets: ISecretGenerator,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** To be called in the transaction that opened or locked the session. */
  async issue(user: User, sessionId: string): Promise<SignedIn> {
    const now = this.clock.now();
    const { organizationId, role } = user.snapshot();
    const secret = this.secrets.generate();
    const expiresAt = new Date(now.getTime() + SESSION_LIFETIME_MS);
    await this.sessions.addToken({
      id: this.ids.uuid(),
      organizationId,
      sessionId,
      tokenHash: this.secrets.hash(secret),
      createdAt: now,
      expiresAt,
      usedAt: null,
    });
    return {
      user: viewUser(user),
      sessionId,
      accessToken: this.accessTokens.issue({ organizationId, userId: user.id, role, sessionId }),
      refreshToken: formatRefreshToken({ sessionId, secret }),
      refreshTokenExpiresAt: expiresAt,
    };
  }
}
