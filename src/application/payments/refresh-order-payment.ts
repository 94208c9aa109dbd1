import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { IOrderRepository } from '../orders/ports/order-repository.js';
import type { IClock } from '../ports/clock.js';
import type { ILogger } from '../ports/logger.js';
import type { IStripeService } from '../ports/stripe-service.js';
import { settledWithin } from '../settled-within.js';
import type { LookAtAttempt } from './look-at-attempt.js';
import type { ILookSchedule } from './ports/look-schedule.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';

/** A page that waits asks every few seconds; Stripe is asked for one order no more often than this. */
const LOOK_PAUSE_MS = 3_000;
/** Stripe answers well within a second. Whoever waits longer gets what is known, and the look goes on by itself. */
const LOOK_PATIENCE_MS = 3_000;

export interface RefreshOrderPaymentCommand {
  readonly organizationId: string;
  readonly userId: string;
  readonly orderId: string;
  /** Whichever way the order is being paid, or only on Stripe's page. */
  readonly kind: 'any' | 'checkout';
}

/**
 * Asks Stripe how far the open payment of an order has come: for a payer who comes back before Stripe's event does.
 * It takes effect by the same path as the event, once.
 */
export class RefreshOrderPayment {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly attempts: IPaymentAttemptRepository,
    private readonly schedule: ILookSchedule,
    private readonly look: LookAtAttempt,
    private readonly stripe: IStripeService,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** Changes nothing for someone else's order, or one without an open payment. Failures are only logged. */
  async execute({ organizationId, userId, orderId, kind }: RefreshOrderPaymentCommand): Promise<void> {
    const attempt = await this.attempts.findOpenByOrder(organizationId, orderId);
    if (attempt?.status !== 'open' || (kind === 'checkout' && attempt.kind !== 'checkout')) return;
    const order = await this.orders.findById(organizationId, orderId);
    if (order?.userId !== userId) return;
    const now = this.clock.now();
    if (!(await this.schedule.claimLook(organizationId, attempt.id, now, LOOK_PAUSE_MS))) return;
    await settledWithin(this.#lookAt(attempt), LOOK_PATIENCE_MS);
  }

  /** Whoever asked is answered with what is known, whatever goes wrong here: the event, or the next look, comes later. */
  async #lookAt(attempt: PaymentAttempt): Promise<void> {
    try {
      await this.stripe.sharingDeadline(() => this.look.execute(attempt));
    } catch (error) {
      this.logger.warn('Stripe could not be asked about a payment', {
        order_id: attempt.orderId,
        err: error,
      });
    }
  }
}
