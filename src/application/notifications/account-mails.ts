import type { AccountTokenPurpose } from '../../domain/identity/account-token.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { NotificationSettings } from './notification-settings.js';
import type { INotificationQueue, NewNotification } from './ports/notification-queue.js';
import { inLanguageOf } from './texts/languages.js';
import type { Letter, Texts } from './texts/letter.js';

/** Pages of the shop. The token comes behind the `#`, which browsers send to nobody. */
const LINKS = {
  password_reset: { page: '/reset-password', letter: 'passwordReset' },
  email_verification: { page: '/verify-email', letter: 'emailVerification' },
} as const satisfies Readonly<Record<AccountTokenPurpose, { page: string; letter: keyof Texts }>>;

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
    const profile = user.snapshot();
    await this.#queue(
      user,
      inLanguageOf(profile, (texts) => texts.passwordChanged(profile)),
    );
  }

  /** To be called in the transaction that deletes the account, before it is erased; nothing of the mail is kept. */
  async accountDeleted(user: User): Promise<void> {
    const profile = user.snapshot();
    const letter = inLanguageOf(profile, (texts) => texts.accountDeleted(profile));
    await this.#queue(user, letter, { forgetWhenSent: true });
  }

  /** To be called in the transaction that stores the token. It is put behind the text when the mail is sent. */
  async link(user: User, purpose: AccountTokenPurpose, accountTokenId: string): Promise<void> {
    const profile = user.snapshot();
    const { page, letter } = LINKS[purpose];
    const { subject, text } = inLanguageOf(profile, (texts) => texts[letter](profile));
    const link = `${this.settings.origin}${page}#token=`;
    await this.#queue(user, { subject, text: `${text}\n\n${link}` }, { accountTokenId });
  }

  async #queue(
    user: User,
    { subject, text: body }: Letter,
    more: Pick<NewNotification, 'accountTokenId' | 'forgetWhenSent'> = {},
  ): Promise<void> {
    if (!this.settings.channels.has('mail')) return;
    const { organizationId, email: recipient } = user.snapshot();
    if (recipient === null) return;
    const id = this.ids.uuid();
    const about = { id, organizationId, eventId: null, at: this.clock.now() };
    await this.queue.add([{ ...about, ...more, channel: 'mail', recipient, subject, body }]);
  }
}
