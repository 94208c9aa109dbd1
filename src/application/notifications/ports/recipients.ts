import type { Locale } from '../../../domain/shared/locale.js';

export interface Recipient {
  readonly userId: string;
  readonly email: string;
  /** Null while the address may be somebody else's. */
  readonly name: string | null;
  /** Null: not said. */
  readonly locale: Locale | null;
}

/** To whom mails go. */
export abstract class IRecipients {
  abstract customer(organizationId: string, userId: string): Promise<Recipient | null>;
  /** Up to `limit`, those first who have been operators longest. */
  abstract operators(organizationId: string, limit: number): Promise<Recipient[]>;
}
