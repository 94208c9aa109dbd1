import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { Refund } from '../../domain/payments/refund.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type IStripeService,
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ApplyAftermath } from './apply-aftermath.js';
import { KEY_TRUSTED_MS } from './key-age.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import type { IStripeRefunds, StripeRefund } from './ports/stripe-refunds.js';
import type { RecordRefund } from './record-refund.js';

/**
 * Has Stripe make a refund that was committed before, at most once however often and from wherever it is sent: all meet
 * in the row's idempotency key. Commits what it learned, a refusal too.
 */
export class SendRefund {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly orders: IOrderRepository,
    private readonly refunds: IRefundRepository,
    private readonly applyAftermath: ApplyAftermath,
    private readonly recordRefund: RecordRefund,
    private readonly stripeRefunds: IStripeRefunds,
    private readonly stripe: IStripeService,
    private readonly findings: IFindings,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * @returns the refund as it stands then, `rejected` where Stripe refused it
   * @throws StripeUnavailableError, StripeOutcomeUnknownError
   */
  async execute(refund: Refund, cause: string): Promise<Refund> {
    const { organizationId, id } = refund;
    try {
      const seen = await this.stripe.sharingDeadline(() => this.#create(refund));
      const { orderId, version: seenVersion } = refund.snapshot();
      const sighting = { organizationId, refund: seen, source: 'fetch', seenVersion, cause } as const;
      await this.unitOfWork.run(() => this.recordRefund.execute(sighting), orderId);
    } catch (error) {
      if (!(error instanceof StripeRejectedError)) throw error;
      await this.#reject(refund, error);
    }
    return this.#standing(organizationId, id);
  }

  async #create(refund: Refund): Promise<StripeRefund> {
    const { keyMadeAt } = refund.snapshot();
    invariant(keyMadeAt !== null, 'A refund that we ask for has a key.');
    if (this.clock.now().getTime() - keyMadeAt.getTime() > KEY_TRUSTED_MS)
      return this.#lookUpThenCreate(refund);
    try {
      return await this.#send(refund);
    } catch (error) {
      if (!(error instanceof StripeOutcomeUnknownError)) throw error;
      return this.#lookUpThenCreate(refund);
    }
  }

  /** The old key can no longer tell: only after Stripe shows no such refund is a new key used. */
  async #lookUpThenCreate(refund: Refund): Promise<StripeRefund> {
    const { stripePaymentIntentId } = refund.snapshot();
    const found = await this.stripeRefunds.find(stripePaymentIntentId, refund.id);
    if (found) return found;
    const renewed = await this.#renewKey(refund);
    const { stripeRefundId } = renewed.snapshot();
    return stripeRefundId === null ? this.#send(renewed) : this.stripeRefunds.retrieve(stripeRefundId);
  }

  async #send(refund: Refund): Promise<StripeRefund> {
    const { idempotencyKey, stripePaymentIntentId, reason, orderId, orderNumber } = refund.snapshot();
    invariant(idempotencyKey !== null, 'A refund that we ask for has a key.');
    return this.stripeRefunds.create({
      idempotencyKey,
      refundId: refund.id,
      paymentIntentId: stripePaymentIntentId,
      amount: refund.amount,
      reason,
      orderId,
      orderNumber,
    });
  }

  /** Swaps the key, unless someone else did or an answer has come. Answers the refund that stands. */
  async #renewKey(seen: Refund): Promise<Refund> {
    return this.unitOfWork.run(async () => {
      const { refund } = await this.#locked(seen);
      const isSame = refund.snapshot().idempotencyKey === seen.snapshot().idempotencyKey;
      if (refund.status !== 'requested' || !isSame) return refund;
      refund.renewKey(this.ids.uuid(), this.clock.now());
      await this.refunds.update(refund);
      return refund;
    });
  }

  /** Nobody waits for the answer to a refund that a rule of ours wanted: a person must learn of it. */
  async #reject(sent: Refund, error: StripeRejectedError): Promise<void> {
    await this.unitOfWork.run(async () => {
      const { refund, attempt } = await this.#locked(sent);
      if (refund.status !== 'requested') return;
      refund.reject(error.code, error.message, this.clock.now());
      await this.refunds.update(refund);
      await this.#giveRoomBack(attempt);
      const {
        organizationId,
        id,
        orderNumber,
        requestedBy,
        stripePaymentIntentId: subject,
      } = refund.snapshot();
      await this.findings.resolve(organizationId, 'unknown_outcome', id);
      if (requestedBy !== 'policy') return;
      const detail = `Stripe refused to refund ${refund.amount.toString()} for order ${orderNumber}: ${error.message}`;
      await this.findings.record({ organizationId, kind: 'refund_failed', subject, fact: id, detail });
    }, sent.snapshot().orderId);
  }

  /** What would have gone back in full was not delivered: the order may have waited for nothing but this. */
  async #giveRoomBack(attempt: PaymentAttempt): Promise<void> {
    const order = await this.orders.findByIdForUpdate(attempt.organizationId, attempt.orderId);
    invariant(order !== null, 'An order is never deleted.');
    if (await this.applyAftermath.execute(order, attempt, 'refund_rejected', []))
      await this.orders.update(order);
  }

  async #locked(sent: Refund): Promise<{ refund: Refund; attempt: PaymentAttempt }> {
    const { organizationId, attemptId } = sent.snapshot();
    const attempt = await this.attempts.findByIdForUpdate(organizationId, attemptId);
    invariant(attempt !== null, 'An attempt is never deleted.');
    return { refund: await this.#standing(organizationId, sent.id), attempt };
  }

  async #standing(organizationId: string, id: string): Promise<Refund> {
    const refund = await this.refunds.findById(organizationId, id);
    invariant(refund !== null, 'A refund is never deleted.');
    return refund;
  }
}
