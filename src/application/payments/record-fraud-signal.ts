import type { Order } from '../../domain/orders/order.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { DomainEvent, IOutbox } from '../ports/outbox.js';
import type { ApplyAftermath } from './apply-aftermath.js';
import type { IFraudSignals } from './ports/fraud-signals.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { StripeFraudWarning, StripeReview } from './ports/stripe-fraud.js';

/** A review or a warning, as it was seen. */
export type FraudSignal =
  | { readonly kind: 'review'; readonly review: StripeReview }
  | { readonly kind: 'warning'; readonly warning: StripeFraudWarning };

export interface RecordFraudSignalCommand {
  readonly organizationId: string;
  readonly signal: FraudSignal;
  /** Kept in the order's history: an event's type. */
  readonly cause: string;
}

/** `foreign`: not of a payment that we know. */
export type RecordFraudSignalOutcome = 'applied' | 'unchanged' | 'foreign';

/**
 * The one place where Radar's word takes effect: an open review holds what was bought, and a warning may give the money
 * back. Runs inside the caller's transaction, under the locks of the attempt and its order.
 */
export class RecordFraudSignal {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly orders: IOrderRepository,
    private readonly signals: IFraudSignals,
    private readonly applyAftermath: ApplyAftermath,
    private readonly outbox: IOutbox,
  ) {}

  async execute(command: RecordFraudSignalCommand): Promise<RecordFraudSignalOutcome> {
    const { organizationId, signal, cause } = command;
    const { paymentIntentId } = signal.kind === 'review' ? signal.review : signal.warning;
    if (paymentIntentId === null) return 'foreign';
    const attempt = await this.attempts.findByPaymentIntentForUpdate(organizationId, paymentIntentId);
    if (!attempt) return 'foreign';
    const payment = { organizationId, attemptId: attempt.id, orderId: attempt.orderId };
    const isNews =
      signal.kind === 'review'
        ? await this.signals.keepReview(payment, signal.review)
        : await this.signals.keepWarning(payment, signal.warning);
    if (!isNews) return 'unchanged';
    const order = await this.orders.findByIdForUpdate(organizationId, attempt.orderId);
    invariant(order !== null, 'An order is never deleted.');
    if (await this.applyAftermath.execute(order, attempt, cause, [])) await this.orders.update(order);
    await this.outbox.publish(newsOf(order, signal));
    return 'applied';
  }
}

function newsOf(order: Order, signal: FraudSignal): DomainEvent {
  const { id: subject, organizationId, number } = order.snapshot();
  const about = { order_id: subject, order_number: number };
  if (signal.kind === 'warning') {
    const { id, chargeId, fraudType, isActionable, paymentIntentId } = signal.warning;
    const facts = { fraud_type: fraudType, actionable: isActionable };
    const data = {
      ...about,
      warning_id: id,
      payment_intent_id: paymentIntentId,
      charge_id: chargeId,
      ...facts,
    };
    return { organizationId, type: 'fraud_warning.received', subject, fact: id, data };
  }
  const { id, isOpen, openedReason, closedReason, paymentIntentId } = signal.review;
  const reasons = { opened_reason: openedReason, closed_reason: closedReason };
  const data = { ...about, review_id: id, payment_intent_id: paymentIntentId, ...reasons };
  return { organizationId, type: isOpen ? 'review.opened' : 'review.closed', subject, fact: id, data };
}
