export interface Finding {
  readonly organizationId: string;
  /** `payment_mismatch`, `duplicate_payment`, `payment_after_close`, `payment_contradiction`, ... */
  readonly kind: string;
  /** The id of what it is about: a Stripe object or one of our own. */
  readonly subject: string;
  /** Names the one thing found, so that a repetition does not stand twice. */
  readonly fact: string;
  /** For a person: what was expected, what was seen. */
  readonly detail: string;
}

/** What needs a person. Written in the transaction that found it. */
export abstract class IFindings {
  /** The same (kind, subject, fact) again changes nothing. */
  abstract record(finding: Finding): Promise<void>;
  /** It needs nobody any more: all of this kind that stand for the subject. None standing changes nothing. */
  abstract resolve(organizationId: string, kind: string, subject: string): Promise<void>;
}
