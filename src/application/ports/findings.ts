/** What each means and what is to be done: docs/operations.md */
export const FINDING_KINDS = [
  'unknown_outcome',
  'processing_overdue',
  'payment_mismatch',
  'payment_contradiction',
  'payment_after_close',
  'duplicate_payment',
  'capture_failed',
  'refund_failed',
  'refund_mismatch',
  'webhook_delivery_failed',
  'webhook_endpoint_disabled',
  'notification_failed',
  'notification_not_written',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly organizationId: string;
  readonly kind: FindingKind;
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
  abstract resolve(organizationId: string, kind: FindingKind, subject: string): Promise<void>;
}
