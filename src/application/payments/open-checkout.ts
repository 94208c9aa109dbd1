import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { LOOKED_AT_STRIPE } from './apply-to-order.js';
import { checkoutLines } from './checkout-lines.js';
import type { CreateOnce } from './create-once.js';
import type { ICheckoutSessionRepository } from './ports/checkout-session-repository.js';
import { CheckoutMisfitError, type IStripeCheckout, type SeenCheckout } from './ports/stripe-checkout.js';
import type { RecordCheckout } from './record-checkout.js';

/**
 * How long Stripe's page can be paid on. Long enough for a payer who looks for their card, and short for a page that
 * was forgotten; Stripe takes 30 minutes to 24 hours. A request that is repeated too late for it is refused by Stripe.
 */
const CHECKOUT_LIFETIME_MS = 2 * 60 * 60 * 1_000;

/**
 * The Checkout session of an attempt, as Stripe has it now; made if it is not there yet. Commits what it learned.
 * Callers of one process share one call at Stripe; those of other processes meet in the idempotency key.
 */
export class OpenCheckout {
  readonly #underWay = new Map<string, Promise<SeenCheckout>>();

  constructor(
    private readonly orders: IOrderRepository,
    private readonly checkouts: ICheckoutSessionRepository,
    private readonly recordCheckout: RecordCheckout,
    private readonly stripe: IStripeCheckout,
    private readonly unitOfWork: IUnitOfWork,
    private readonly createOnce: CreateOnce,
  ) {}

  /** @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError, CheckoutMisfitError */
  async execute(attempt: PaymentAttempt): Promise<SeenCheckout> {
    const underWay = this.#underWay.get(attempt.id);
    if (underWay) return underWay;
    const call = this.#open(attempt).finally(() => this.#underWay.delete(attempt.id));
    this.#underWay.set(attempt.id, call);
    return call;
  }

  async #open(attempt: PaymentAttempt): Promise<SeenCheckout> {
    const seen = await this.createOnce.execute(attempt, {
      standing: (standing) => this.#standing(standing),
      find: (sought) => {
        const { id, stripeCustomerId, requestedAt } = sought.snapshot();
        return this.stripe.find(stripeCustomerId, id, requestedAt);
      },
      send: (standing) => this.#send(standing),
    });
    const { organizationId, version: seenVersion } = attempt;
    const outcome = await this.unitOfWork.run(() =>
      this.recordCheckout.execute({
        organizationId,
        ...seen,
        source: 'fetch',
        seenVersion,
        cause: attempt.status === 'opening' ? 'payment_opened' : LOOKED_AT_STRIPE,
      }),
    );
    if (outcome === 'foreign') return this.#giveWay(attempt, seen);
    if (outcome === 'found' && seen.session.status === 'open') throw new CheckoutMisfitError(seen);
    return seen;
  }

  /** Two processes may have had two keys taken, as with payments: the session that is stored stands. */
  async #giveWay(attempt: PaymentAttempt, surplus: SeenCheckout): Promise<SeenCheckout> {
    const expired = await this.stripe.expire(surplus.session.id);
    return (await this.#standing(attempt)) ?? expired;
  }

  async #standing({ organizationId, id }: PaymentAttempt): Promise<SeenCheckout | null> {
    const checkout = await this.checkouts.findByAttempt(organizationId, id);
    const known = checkout?.stripeSessionId ?? null;
    return known === null ? null : this.stripe.retrieve(known);
  }

  async #send(attempt: PaymentAttempt): Promise<SeenCheckout> {
    const { organizationId, orderId, orderNumber, userId, captureMethod, ...rest } = attempt.snapshot();
    const order = await this.orders.findById(organizationId, orderId);
    const checkout = await this.checkouts.findByAttempt(organizationId, attempt.id);
    invariant(
      order !== null && checkout !== null,
      'An attempt has an order, and one by Checkout its session.',
    );
    const { successUrl, cancelUrl, locale } = checkout.snapshot();
    return this.stripe.create({
      idempotencyKey: rest.idempotencyKey,
      attemptId: attempt.id,
      orderId,
      orderNumber,
      userId,
      customerId: rest.stripeCustomerId,
      lines: checkoutLines(order.snapshot()),
      total: attempt.amount,
      captureMethod,
      successUrl,
      cancelUrl,
      locale,
      expiresAt: new Date(rest.requestedAt.getTime() + CHECKOUT_LIFETIME_MS),
    });
  }
}
