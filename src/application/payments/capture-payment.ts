import {
  CaptureNotPossible,
  captureRefused,
  captureUnanswered,
} from '../../domain/payments/capture-errors.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { orderNotFound, stripeUnavailable } from '../../domain/payments/payment-errors.js';
import { DomainError, invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type StripePayment,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { CarryOutCapture } from './carry-out-capture.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';

export interface CapturePaymentRequest {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly orderId: string;
  /** Integer minor units; null: all that is held. What is not captured is released: there is one capture. */
  readonly amountMinor: number | null;
  readonly reason?: string | undefined;
}

/**
 * Charges what is held for an order. The intent is committed with its key before Stripe is asked, so that nothing is
 * captured twice and nothing that was captured is forgotten.
 *
 * @throws DomainError `order_not_found`, `stripe_unavailable`, `capture_failed`; CaptureNotPossible, CaptureInProgress,
 *   CaptureExceedsAuthorized
 */
export class CapturePayment {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly attempts: IPaymentAttemptRepository,
    private readonly carryOut: CarryOutCapture,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  async execute(request: CapturePaymentRequest): Promise<StripePayment> {
    const attempt = await this.unitOfWork.run(() => this.#request(request), request.orderId);
    try {
      const payment = await this.carryOut.execute(attempt);
      // The hold was let go, or ran out, in the meantime.
      if (payment.status === 'canceled') throw new CaptureNotPossible(payment.status);
      return payment;
    } catch (error) {
      throw translate(error);
    }
  }

  async #request(request: CapturePaymentRequest): Promise<PaymentAttempt> {
    const { organizationId, orderId, actorUserId, reason = null } = request;
    const order = await this.orders.findById(organizationId, orderId);
    if (!order) throw orderNotFound();
    const open = await this.attempts.findOpenByOrder(organizationId, orderId);
    const attempt = open && (await this.attempts.findByIdForUpdate(organizationId, open.id));
    if (!attempt) throw new CaptureNotPossible(order.status);
    const before = attempt.snapshot();
    const amountMinor = request.amountMinor ?? before.captureAmountMinor ?? before.amountCapturableMinor;
    attempt.requestCapture(amountMinor, this.ids.uuid(), this.clock.now());
    if (before.captureKey !== null) return attempt;
    await this.attempts.update(attempt);
    await this.auditLog.record({
      organizationId,
      actorUserId,
      action: 'order.captured',
      subject: orderId,
      detail: { number: order.number, amount: amountMinor, currency: order.currency, reason },
    });
    const stored = await this.attempts.findById(organizationId, attempt.id);
    invariant(stored !== null, 'An attempt is never deleted.');
    return stored;
  }
}

function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof StripeUnavailableError) return captureUnanswered(error);
  if (error instanceof StripeOutcomeUnknownError) return stripeUnavailable(error);
  return error instanceof StripeRejectedError ? captureRefused(error) : error;
}
