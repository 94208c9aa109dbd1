import type { AccountTokenPurpose } from '../../domain/identity/account-token.js';
import type { Locale } from '../../domain/shared/locale.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { NotificationSettings } from './notification-settings.js';
import type { INotificationQueue, NewNotification } from './ports/notification-queue.js';
import { inLanguageOf } from './texts/languages.js';
import type { Letter, NameInMails, Texts } from './texts/letter.js';

/** Pages of the shop. The token comes behind the `#`, which browsers send to nobody. */
const LINKS = {
  password_reset: { page: '/reset-password', letter: 'passwordReset' },
  email_verification: { page: '/verify-email', letter: 'emailVerification' },
  email_change: { page: '/confirm-email', letter: 'newAddress' },
} as const satisfies Readonly<Record<AccountTokenPurpose, { page: string; letter: keyof Texts }>>;

/** What is mailed to the address that an account has. */
export type AccountLinkPurpose = Exclude<AccountTokenPurpose, 'email_change'>;

/** What is mailed without a link. */
type Notice = 'passwordChanged' | 'accountDeleted' | 'addressWanted' | 'emailChangeRequested';

/** To whom else than the account's own address, and how. */
interface Sending extends Pick<NewNotification, 'accountTokenId' | 'forgetWhenSent'> {
  readonly recipient?: string;
  readonly userId?: null;
}

/** What mails say of whoever reads them, and in which language. */
interface Reader {
  readonly name: NameInMails;
  readonly locale: Locale | null;
}

/**
 * Mails to someone about their account. Queued directly, not by an event: events go to the shop's own services too, which
 * have no business with anyone's password.
 */
export class AccountMails {
  constructor(
    private readonly queue: INotificationQueue,
    private readonly settings: NotificationSettings,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** To be called in the transaction that changes the password. */
  async passwordChanged(user: User): Promise<void> {
    await this.#tell(user, 'passwordChanged');
  }

  /** To be called in the transaction that deletes the account, before it is erased; nothing of the mail is kept. */
  async accountDeleted(user: User): Promise<void> {
    await this.#tell(user, 'accountDeleted', { forgetWhenSent: true });
  }

  /** To be called in the transaction that stores the token. It is put behind the text when the mail is sent. */
  async link(user: User, purpose: AccountLinkPurpose, accountTokenId: string): Promise<void> {
    await this.#queue(user, this.#linkLetter(readerOf(user), purpose), { accountTokenId });
  }

  /**
   * To the address that an account is to have. Nobody knows yet whose it is, so nothing of the mail is kept, and it is no
   * part of what the account's owner is told about themselves.
   */
  async newAddress(user: User, newEmail: string, accountTokenId: string): Promise<void> {
    const sending = { recipient: newEmail, userId: null, accountTokenId, forgetWhenSent: true };
    await this.#queue(user, this.#linkLetter(strangerLike(user), 'email_change'), sending);
  }

  /** To whoever has the address that somebody else asked for. */
  async addressWanted(holder: User): Promise<void> {
    await this.#tell(holder, 'addressWanted');
  }

  /** To be called in the transaction that stores what was asked for. */
  async emailChangeRequested(user: User): Promise<void> {
    await this.#tell(user, 'emailChangeRequested');
  }

  /** To be called in the transaction that changes the address. @param recipient the address until then */
  async emailChanged(user: User, recipient: string): Promise<void> {
    const reader = strangerLike(user);
    const letter = inLanguageOf(reader, (texts) => texts.emailChanged(reader));
    await this.#queue(user, letter, { recipient });
  }

  /** To the address that the account has. */
  async #tell(user: User, letter: Notice, sending: Sending = {}): Promise<void> {
    const reader = readerOf(user);
    await this.#queue(
      user,
      inLanguageOf(reader, (texts) => texts[letter](reader)),
      sending,
    );
  }

  #linkLetter(reader: Reader, purpose: AccountTokenPurpose): Letter {
    const { page, letter } = LINKS[purpose];
    const { subject, text } = inLanguageOf(reader, (texts) => texts[letter](reader));
    return { subject, text: `${text}\n\n${this.settings.origin}${page}#token=` };
  }

  async #queue(user: User, { subject, text: body }: Letter, sending: Sending = {}): Promise<void> {
    if (!this.settings.channels.has('mail')) return;
    const { organizationId, id: userId, email } = user.snapshot();
    const { recipient = email, ...more } = sending;
    if (recipient === null) return;
    const about = { id: this.ids.uuid(), organizationId, eventId: null, at: this.clock.now() };
    await this.queue.add([{ ...about, channel: 'mail', recipient, userId, subject, body, ...more }]);
  }
}

function readerOf(user: User): Reader {
  const { name, locale, emailVerifiedAt } = user.snapshot();
  return { name: emailVerifiedAt === null ? null : name, locale };
}

/** Of an address that is not the account's, or no more: it may never have been theirs. */
function strangerLike(user: User): Reader {
  return { name: null, locale: user.snapshot().locale };
}
