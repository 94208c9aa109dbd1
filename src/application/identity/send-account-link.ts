import {
  ACCOUNT_LINKS_PER_HOUR,
  ACCOUNT_LINKS_WINDOW_MS,
  ACCOUNT_TOKEN_LIFETIME_MS,
  type AccountTokenPurpose,
} from '../../domain/identity/account-token.js';
import type { User } from '../../domain/identity/user.js';
import type { AccountMails } from '../notifications/account-mails.js';
import type { IAccountLinkTokens } from '../ports/account-link-tokens.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { ISecretGenerator } from './ports/secret-generator.js';

export interface SendAccountLinkCommand {
  readonly user: User;
  readonly purpose: AccountTokenPurpose;
}

/** Mails a user the one link of its purpose that works from now on. Asked too often, it does nothing. */
export class SendAccountLink {
  constructor(
    private readonly tokens: IAccountTokenRepository,
    private readonly linkTokens: IAccountLinkTokens,
    private readonly secrets: ISecretGenerator,
    private readonly mails: Pick<AccountMails, 'link'>,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** To be called in the transaction that made the user, or holds their row. */
  async execute({ user, purpose }: SendAccountLinkCommand): Promise<void> {
    const { organizationId, id: userId } = user.snapshot();
    const createdAt = this.clock.now();
    const since = new Date(createdAt.getTime() - ACCOUNT_LINKS_WINDOW_MS);
    const recent = await this.tokens.countSince(organizationId, userId, purpose, since);
    if (recent >= ACCOUNT_LINKS_PER_HOUR) return;

    const id = this.ids.uuid();
    const tokenHash = this.secrets.hash(this.linkTokens.derive(id));
    const expiresAt = new Date(createdAt.getTime() + ACCOUNT_TOKEN_LIFETIME_MS[purpose]);
    await this.tokens.replace({ id, organizationId, userId, purpose, tokenHash, createdAt, expiresAt });
    await this.mails.link(user, purpose, id);
  }
}
