import {
  ACCOUNT_LINKS_PER_HOUR,
  ACCOUNT_LINKS_WINDOW_MS,
  ACCOUNT_TOKEN_LIFETIME_MS,
  type AccountTokenPurpose,
} from '../../domain/identity/account-token.js';
import type { User } from '../../domain/identity/user.js';
import type { IAccountLinkTokens } from '../ports/account-link-tokens.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { ISecretGenerator } from './ports/secret-generator.js';

export interface IssueAccountTokenCommand {
  readonly user: User;
  readonly purpose: AccountTokenPurpose;
  /** The address that the account is to have, of an `email_change`; null for all others. */
  readonly email: string | null;
}

/** Stores the one token of its purpose that works for a user from now on. */
export class IssueAccountToken {
  constructor(
    private readonly tokens: IAccountTokenRepository,
    private readonly linkTokens: IAccountLinkTokens,
    private readonly secrets: ISecretGenerator,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * To be called in the transaction that made the user, or holds their row.
   *
   * @returns what the token is derived from; null, and the one before goes on, where it was asked for too often
   */
  async execute({ user, purpose, email }: IssueAccountTokenCommand): Promise<string | null> {
    const { organizationId, id: userId } = user.snapshot();
    const createdAt = this.clock.now();
    const since = new Date(createdAt.getTime() - ACCOUNT_LINKS_WINDOW_MS);
    const recent = await this.tokens.countSince(organizationId, userId, purpose, since);
    if (recent >= ACCOUNT_LINKS_PER_HOUR) return null;

    const id = this.ids.uuid();
    const tokenHash = this.secrets.hash(this.linkTokens.derive(id));
    const expiresAt = new Date(createdAt.getTime() + ACCOUNT_TOKEN_LIFETIME_MS[purpose]);
    await this.tokens.replace({
      id,
      organizationId,
      userId,
      purpose,
      email,
      tokenHash,
      createdAt,
      expiresAt,
    });
    return id;
  }
}
