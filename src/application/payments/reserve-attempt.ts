import type { Order } from '../../domain/orders/order.js';
import type { AttemptKind } from '../../domain/payments/attempt-snapshot.js';
import { CheckoutSession, type CheckoutWish } from '../../domain/payments/checkout-session.js';
import { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import {
  amountTooSmall,
  orderNotFound,
  orderNotPayable,
  paymentAlreadyProcessed,
  paymentReplaced,
  permissionDenied,
} from '../../domain/payments/payment-errors.js';
import { Currency } from '../../domain/shared/currency.js';
import { InvariantViolation } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { EnsureStripeCustomer } from './ensure-stripe-customer.js';
import type { ICheckoutSessionRepository } from './ports/checkout-session-repository.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { IStripeCustomerRepository } from './ports/stripe-customer-repository.js';

/** The open attempt may be given up between the look for it and the try to open another; not time and again. */
const MAX_INSERTS = 3;

/** How a payer wants to pay an order. */
export type PaymentWish = {
  readonly organizationId: string;
  readonly userId: string;
  readonly orderId: string;
} & (
  | { readonly kind: Extract<AttemptKind, 'payment_intent'> }
  | ({ readonly kind: Extract<AttemptKind, 'checkout'> } & CheckoutWish)
);

/**
 * The one open attempt of an order, committed before Stripe is asked. Whoever comes second, by whatever way to pay, gets
 * the one that stands.
 */
export class ReserveAttempt {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly attempts: IPaymentAttemptRepository,
    private readonly checkouts: ICheckoutSessionRepository,
    private readonly customers: IStripeCustomerRepository,
    private readonly ensureCustomer: EnsureStripeCustomer,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * @throws DomainError `order_not_found`, `permission_denied`, `order_not_payable`, `payment_already_processed`,
   *   `amount_too_small`; what `EnsureStripeCustomer` throws
   */
  async execute(wish: PaymentWish): Promise<PaymentAttempt> {
    const attempt = (await this.#findOpen(wish)) ?? (await this.#reserve(wish));
    if (attempt) return attempt;
    await this.ensureCustomer.execute(wish);
    const reserved = await this.#reserve(wish);
    if (!reserved) throw new InvariantViolation('The customer was made and is not there.');
    return reserved;
  }

  /** Whether an open attempt is paid in the way that is wished for. */
  async fits(attempt: PaymentAttempt, wish: PaymentWish): Promise<boolean> {
    if (attempt.kind !== wish.kind) return false;
    if (wish.kind === 'payment_intent') return true;
    const checkout = await this.checkouts.findByAttempt(attempt.organizationId, attempt.id);
    return checkout?.fits(wish) ?? false;
  }

  /** Without a lock: what becomes of the order meanwhile, the payment's status will tell. */
  async #findOpen({ organizationId, userId, orderId }: PaymentWish): Promise<PaymentAttempt | null> {
    const open = await this.attempts.findOpenByOrder(organizationId, orderId);
    if (open) assertPayable(await this.orders.findById(organizationId, orderId), userId);
    return open;
  }

  /** Under the order's lock, so that none is made for an order that is being cancelled. Null: no customer at Stripe yet. */
  async #reserve(wish: PaymentWish): Promise<PaymentAttempt | null> {
    const { organizationId, userId, orderId } = wish;
    return this.unitOfWork.run(async () => {
      const order = await this.orders.findByIdForUpdate(organizationId, orderId);
      assertPayable(order, userId);
      const customer = await this.customers.find(organizationId, userId);
      if (!customer?.stripeCustomerId) return null;
      const attempt = PaymentAttempt.request({
        id: this.ids.uuid(),
        organizationId,
        orderId: order.id,
        orderNumber: order.number,
        userId,
        kind: wish.kind,
        amount: order.total,
        captureMethod: order.captureMethod,
        stripeCustomerId: customer.stripeCustomerId,
        at: this.clock.now(),
      });
      for (let round = 0; round < MAX_INSERTS; round += 1) {
        if (await this.attempts.insertUnlessOpen(attempt)) {
          if (wish.kind === 'checkout') await this.checkouts.insert(checkoutOf(attempt, wish));
          return attempt;
        }
        const standing = await this.attempts.findOpenByOrder(organizationId, orderId);
        if (standing) return standing;
      }
      throw paymentReplaced();
    }, orderId);
  }
}

function checkoutOf(
  attempt: PaymentAttempt,
  { successUrl, cancelUrl, locale }: CheckoutWish,
): CheckoutSession {
  const { id: attemptId, organizationId, updatedAt } = attempt.snapshot();
  return CheckoutSession.request({ attemptId, organizationId, successUrl, cancelUrl, locale, updatedAt });
}

function assertPayable(order: Order | null, userId: string): asserts order is Order {
  if (!order) throw orderNotFound();
  if (order.userId !== userId) throw permissionDenied();
  if (order.status === 'cancelled' || order.status === 'expired') throw orderNotPayable(order.status);
  if (!order.isPayable()) throw paymentAlreadyProcessed(order.status);
  const minimumMinor = Currency.of(order.total.currency).minimumMinor;
  if (minimumMinor !== null && order.total.amountMinor < minimumMinor) {
    throw amountTooSmall(order.total, minimumMinor);
  }
}
