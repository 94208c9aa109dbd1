import type { AccountLinkPurpose, AccountMails } from '../notifications/account-mails.js';
import type { User } from '../../domain/identity/user.js';
import type { IssueAccountToken } from './issue-account-token.js';

export interface SendAccountLinkCommand {
  readonly user: User;
  readonly purpose: AccountLinkPurpose;
}

/** Mails a user the one link of its purpose that works from now on. Asked too often, it does nothing. */
export class SendAccountLink {
  constructor(
    private readonly issueToken: Pick<IssueAccountToken, 'execute'>,
    private readonly mails: Pick<AccountMails, 'link'>,
  ) {}

  /** To be called in the transaction that made the user, or holds their row. */
  async execute({ user, purpose }: SendAccountLinkCommand): Promise<void> {
    const tokenId = await this.issueToken.execute({ user, purpose, email: null });
    if (tokenId !== null) await this.mails.link(user, purpose, tokenId);
  }
}
