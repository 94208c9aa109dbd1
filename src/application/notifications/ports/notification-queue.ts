/** `mail` to a person, `slack` to the operators' channel. */
export type Channel = 'mail' | 'slack';

export interface Notification {
  readonly channel: Channel;
  /** An e-mail address; for the operators' channel, which has one reader, always the same word. */
  readonly recipient: string;
  /** Of the person whose mail it is; null for the operators' channel, and where nobody is known to have the address. */
  readonly userId: string | null;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
}

export interface NewNotification extends Notification {
  readonly id: string;
  readonly organizationId: string;
  /** What it tells of; nobody is told twice. Null for mails about an account, which tell of no event. */
  readonly eventId: string | null;
  /** Of the link that the text ends with: its token is put behind the text when the mail is sent. */
  readonly accountTokenId?: string;
  /** Nothing of it is kept once it is sent or given up: to somebody who is to be forgotten. */
  readonly forgetWhenSent?: boolean;
  readonly at: Date;
}

export interface ClaimedNotification extends Omit<Notification, 'userId'> {
  readonly id: string;
  readonly organizationId: string;
  readonly accountTokenId: string | null;
  /** This try included. */
  readonly attempts: number;
  /** Of this claim alone: the fence against a sender that has lost its lease. */
  readonly claim: number;
}

/** `dead`: given up. */
export type NotificationVerdict =
  | { readonly status: 'sent' }
  | { readonly status: 'retry'; readonly at: Date; readonly error: string }
  | { readonly status: 'dead'; readonly error: string };

/** Mails and messages that are due. */
export abstract class INotificationQueue {
  /** The same event to the same recipient again changes nothing. */
  abstract add(notifications: readonly NewNotification[]): Promise<void>;
  abstract claim(limit: number, leaseMs: number): Promise<ClaimedNotification[]>;
  /** Ends the lease. False, and nothing is written, when it was lost. */
  abstract settle(notification: ClaimedNotification, verdict: NotificationVerdict): Promise<boolean>;
  /** Deletes up to `limit` that ended and were made before then. @returns how many */
  abstract purge(madeBefore: Date, limit: number): Promise<number>;
}
