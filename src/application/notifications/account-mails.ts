import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { NotificationSettings } from './notification-settings.js';
import type { INotificationQueue } from './ports/notification-queue.js';
import { inEveryLanguage } from './texts/languages.js';
import type { Letter } from './texts/letter.js';

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
    const { name } = user.snapshot();
    await this.#queue(
      user,
      inEveryLanguage((texts) => texts.passwordChanged({ name })),
    );
  }

  async #queue(user: User, { subject, text: body }: Letter): Promise<void> {
    if (!this.settings.channels.has('mail')) return;
    const { organizationId, email: recipient } = user.snapshot();
    const id = this.ids.uuid();
    const about = { id, organizationId, eventId: null, at: this.clock.now() };
    await this.queue.add([{ ...about, channel: 'mail', recipient, subject, body }]);
  }
}
