/** What happened here, for whoever wants to act on it: the shop's own services, mail, the operators' channel. */
export type DomainEventType =
  | 'order.paid'
  | 'order.fulfillable'
  | 'order.authorized'
  | 'order.cancelled'
  | 'order.expired'
  | 'payment.failed'
  | 'refund.succeeded'
  | 'refund.failed'
  | 'dispute.opened'
  | 'dispute.updated'
  | 'dispute.closed'
  | 'review.opened'
  | 'review.closed'
  | 'fraud_warning.received'
  | 'finding.recorded';

export interface DomainEvent {
  readonly organizationId: string;
  readonly type: DomainEventType;
  /** Our own id of what it is about: an order, a refund, a dispute, a finding. */
  readonly subject: string;
  /** Names the one thing that happened to the subject, so that it is announced once: `paid`, a status, a Stripe id. */
  readonly fact: string;
  /** Handed on as it is: snake_case, amounts in integer minor units with `currency`, times in ISO 8601. No secrets. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Events that leave us: written in the transaction that causes them, sent afterwards. */
export abstract class IOutbox {
  /** The same (type, subject, fact) again changes nothing. */
  abstract publish(event: DomainEvent): Promise<void>;
}
