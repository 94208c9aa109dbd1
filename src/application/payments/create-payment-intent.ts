import type { Order } from '../../domain/orders/order.js';
import { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import {
  amountTooSmall,
  orderNotFound,
  orderNotPayable,
  paymentAlreadyProcessed,
  paymentIntentCreationFailed,
  permissionDenied,
  stripeUnavailable,
} from '../../domain/payments/payment-errors.js';
import { Currency } from '../../domain/shared/currency.js';
import { DomainError, InvariantViolation } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type IStripeService,
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeRejectedError,
  StripeUnavailableError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { EnsureStripeCustomer } from './ensure-stripe-customer.js';
import type { OpenPayment } from './open-payment.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { IStripeCustomerRepository } from './ports/stripe-customer-repository.js';

export interface CreatePaymentIntentCommand {
  readonly organizationId: string;
  readonly userId: string;
  readonly orderId: string;
}

/** What the payer's browser needs. `clientSecret` is for the owner alone: never stored, never logged. */
export interface PaymentIntentView {
  readonly clientSecret: string;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: string;
}

/** An attempt that was cancelled or is gone at Stripe leads to a new one; more than a few in one call is no accident. */
const MAX_ATTEMPTS_PER_CALL = 3;

/**
 * Opens the one payment of an order, or finds the one that is open. Double clicks, tabs and processes meet in the
 * attempt's row: its idempotency key makes Stripe answer them all with the same PaymentIntent.
 *
 * @throws DomainError `order_not_found`, `permission_denied`, `order_not_payable`, `payment_already_processed`,
 *   `amount_too_small`, `payment_intent_creation_failed`, `stripe_unavailable`
 */
export class CreatePaymentIntent {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly attempts: IPaymentAttemptRepository,
    private readonly customers: IStripeCustomerRepository,
    private readonly ensureCustomer: EnsureStripeCustomer,
    private readonly openPayment: OpenPayment,
    private readonly stripe: IStripeService,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  async execute(command: CreatePaymentIntentCommand): Promise<PaymentIntentView> {
    try {
      return present(await this.stripe.sharingDeadline(() => this.#openOne(command)));
    } catch (error) {
      throw translate(error);
    }
  }

  async #openOne(command: CreatePaymentIntentCommand): Promise<StripePayment> {
    for (let round = 0; round < MAX_ATTEMPTS_PER_CALL; round += 1) {
      const attempt =
        (await this.#findOpen(command)) ??
        (await this.#reserve(command)) ??
        (await this.#reserveForNewCustomer(command));
      const payment = await this.#open(attempt);
      if (payment !== null && payment.status !== 'canceled') return payment;
    }
    throw paymentIntentCreationFailed(new InvariantViolation('Each new attempt had ended at once.'));
  }

  /** Null: what the attempt refers to is gone at Stripe, and the next one does without. */
  async #open(attempt: PaymentAttempt): Promise<StripePayment | null> {
    try {
      return await this.openPayment.execute(attempt);
    } catch (error) {
      if (!(error instanceof StripeObjectMissingError)) throw error;
      const { organizationId, userId, stripeCustomerId } = attempt.snapshot();
      const key = `${userId}.customer.create.${this.ids.uuid()}`;
      if (error.param === 'customer') {
        await this.customers.forget(organizationId, userId, stripeCustomerId, key, this.clock.now());
      }
      return null;
    }
  }

  async #reserveForNewCustomer(command: CreatePaymentIntentCommand): Promise<PaymentAttempt> {
    await this.ensureCustomer.execute(command);
    const attempt = await this.#reserve(command);
    if (!attempt) throw new InvariantViolation('The customer was made and is not there.');
    return attempt;
  }

  /** Without a lock: what becomes of the order meanwhile, the PaymentIntent's status will tell. */
  async #findOpen(command: CreatePaymentIntentCommand): Promise<PaymentAttempt | null> {
    const { organizationId, userId, orderId } = command;
    const open = await this.attempts.findOpenByOrder(organizationId, orderId);
    if (open) assertPayable(await this.orders.findById(organizationId, orderId), userId);
    return open;
  }

  /**
   * Commits the attempt before Stripe is asked; under the order's lock, so that none is made for an order that is being
   * cancelled. Null: the user has no customer at Stripe yet.
   */
  async #reserve({
    organizationId,
    userId,
    orderId,
  }: CreatePaymentIntentCommand): Promise<PaymentAttempt | null> {
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
        amount: order.total,
        captureMethod: order.captureMethod,
        stripeCustomerId: customer.stripeCustomerId,
        at: this.clock.now(),
      });
      const isFirst = await this.attempts.insertUnlessOpen(attempt);
      return isFirst ? attempt : this.attempts.findOpenByOrder(organizationId, orderId);
    });
  }
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

/** A PaymentIntent that has been paid meanwhile has nothing left to open. */
function present(payment: StripePayment): PaymentIntentView {
  if (
    payment.status === 'succeeded' ||
    payment.status === 'processing' ||
    payment.status === 'requires_capture'
  ) {
    throw paymentAlreadyProcessed(payment.status);
  }
  if (payment.clientSecret === null)
    throw new InvariantViolation('Stripe gave no client secret to its own key.');
  return {
    clientSecret: payment.clientSecret,
    paymentIntentId: payment.id,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    status: payment.status,
  };
}

function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError) {
    return stripeUnavailable(error);
  }
  if (error instanceof StripeRejectedError) return paymentIntentCreationFailed(error);
  return error;
}
