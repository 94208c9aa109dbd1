import type { Locale } from '../../../domain/shared/locale.js';

export interface Payer {
  readonly email: string | null;
  readonly name: string;
  /** Which they chose for their mails. */
  readonly locale: Locale | null;
}

/** What payments need to know of a user. */
export abstract class IPayerDirectory {
  abstract find(organizationId: string, userId: string): Promise<Payer | null>;
}
