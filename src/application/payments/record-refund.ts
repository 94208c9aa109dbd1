import { isRelease } from '../../domain/payments/aftermath.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import {
  Refund,
  type RefundedPayment,
  type RefundSighting,
  type RefundSnapshot,
  type RefundVerdict,
} from '../../domain/payments/refund.js';
import { cameBack } from '../../domain/payments/refund-status.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { Money } from '../../domain/shared/money.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { ApplyAftermath } from './apply-aftermath.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import type { StripeRefund } from './ports/stripe-refunds.js';

export interface RecordRefundCommand {
  readonly organizationId: string;
  readonly refund: StripeRefund;
  readonly source: 'event' | 'fetch';
  /** Of a fetch: the refund's version before Stripe was asked. Null where it was not known then. */
  readonly seenVersion: number | null;
  /** Kept in the order's history: an event's type, or what made us look. */
  readonly cause: string;
}

/** `doubt`: nothing was written; ask Stripe and come again. `foreign`: not a refund of a payment that we know. */
export type RecordRefundOutcome = 'applied' | 'unchanged' | 'doubt' | 'foreign';

type SeenRefund = StripeRefund & RefundSighting;

/**
 * The one place where a refund takes effect, whoever saw it: an event, Stripe's answer to us, or a look that we took.
 * Runs inside the caller's transaction, under the locks of the attempt and its order.
 */
export class RecordRefund {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly orders: IOrderRepository,
    private readonly refunds: IRefundRepository,
    private readonly applyAftermath: ApplyAftermath,
    private readonly findings: IFindings,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  async execute(command: RecordRefundCommand): Promise<RecordRefundOutcome> {
    const { organizationId, refund: stripes, source, seenVersion, cause } = command;
    if (stripes.paymentIntentId === null) return 'foreign';
    const attempt = await this.attempts.findByPaymentIntentForUpdate(organizationId, stripes.paymentIntentId);
    if (!attempt) return 'foreign';
    if (!canBeOf(attempt.amount, stripes)) {
      await this.#misfit(attempt, stripes);
      return 'unchanged';
    }
    const { refund, verdict } = await this.#write(attempt, { ...stripes, source, seenVersion });
    if (verdict === 'doubt') return 'doubt';
    if (verdict !== 'moved') return 'unchanged';
    const order = await this.orders.findByIdForUpdate(organizationId, attempt.orderId);
    invariant(order !== null, 'An order is never deleted.');
    if (await this.applyAftermath.execute(order, attempt, cause, [refund.id]))
      await this.orders.update(order);
    await this.#settle(refund.snapshot());
    return 'applied';
  }

  /** No sum of ours must hold it, and somebody must compare both. */
  async #misfit(attempt: PaymentAttempt, seen: StripeRefund): Promise<void> {
    const { organizationId, orderNumber, stripePaymentIntentId: subject } = refundedPayment(attempt);
    const { amountMinor, currency } = attempt.amount;
    const detail = `A refund of ${seen.amountMinor} ${seen.currency} does not fit the payment of ${amountMinor} ${currency} for order ${orderNumber}. It does not count here.`;
    await this.findings.record({ organizationId, kind: 'refund_mismatch', subject, fact: seen.id, detail });
  }

  async #write(
    attempt: PaymentAttempt,
    seen: SeenRefund,
  ): Promise<{ refund: Refund; verdict: RefundVerdict }> {
    const at = this.clock.now();
    const standing = await this.#standing(attempt, seen);
    if (!standing) {
      const refund = Refund.madeAtStripe(this.ids.uuid(), refundedPayment(attempt), seen, at);
      await this.refunds.insert(refund);
      return { refund, verdict: 'moved' };
    }
    const verdict = standing.observe(seen, at);
    if (verdict === 'moved' || verdict === 'seen') await this.refunds.update(standing);
    return { refund: standing, verdict };
  }

  /** By Stripe's id; or by ours in the metadata, where its event is faster than the answer to our call. */
  async #standing({ organizationId, id }: PaymentAttempt, seen: SeenRefund): Promise<Refund | null> {
    const known = await this.refunds.findByStripeId(organizationId, seen.id);
    if (known || seen.refundId === null) return known;
    const named = await this.refunds.findById(organizationId, seen.refundId);
    return named?.snapshot().attemptId === id && named.canBe(seen) ? named : null;
  }

  /** What is known needs nobody any more; what came back needs somebody, unless it was the end of a hold. */
  async #settle(refund: RefundSnapshot): Promise<void> {
    const { organizationId, id, stripePaymentIntentId: subject } = refund;
    await this.findings.resolve(organizationId, 'unknown_outcome', id);
    if (isRelease(refund) || !cameBack(refund.status)) return;
    const detail = `The refund of ${refund.amountMinor} ${refund.currency} for order ${refund.orderNumber} did not reach the customer (${refund.failureCode ?? refund.status}). The money is here again: give it back another way.`;
    await this.findings.record({ organizationId, kind: 'refund_failed', subject, fact: id, detail });
  }
}

/** What a refund keeps of the payment that it is of. */
export function refundedPayment(attempt: PaymentAttempt): RefundedPayment {
  const { organizationId, id, orderId, orderNumber, stripePaymentIntentId } = attempt.snapshot();
  invariant(stripePaymentIntentId !== null, 'Only a payment that Stripe knows can be refunded.');
  return { organizationId, attemptId: id, orderId, orderNumber, stripePaymentIntentId };
}

/** One refund alone. Several may exceed the payment for a while: of one that has failed, nobody may have told yet. */
function canBeOf(payment: Money, { amountMinor, currency }: StripeRefund): boolean {
  return currency === payment.currency && amountMinor > 0 && amountMinor <= payment.amountMinor;
}
