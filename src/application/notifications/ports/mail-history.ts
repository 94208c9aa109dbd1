/** A mail that was sent to somebody, at whatever address they had, or waits to be; links in it work only in the mail itself. */
export interface MailView {
  readonly subject: string;
  readonly body: string;
  readonly createdAt: Date;
  /** Null: not yet, or never. */
  readonly sentAt: Date | null;
}

/** Mails as they are kept, which is for 30 days. */
export abstract class IMailHistory {
  /** The newest first, up to `limit`. */
  abstract of(organizationId: string, userId: string, limit: number): Promise<MailView[]>;
}
