import { paymentAlreadyProcessed } from '../../domain/payments/payment-errors.js';
import { isUnderWay } from '../../domain/payments/payment-status.js';
import { InvariantViolation } from '../../domain/shared/domain-error.js';
import type { StripePayment } from '../ports/stripe-service.js';
import type { OpenForPayer } from './open-for-payer.js';
import type { OpenPayment } from './open-payment.js';

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

/**
 * Opens the one payment of an order for the card form, or finds the one that is open. Double clicks, tabs and processes
 * meet in the attempt's row: its idempotency key makes Stripe answer them all with the same PaymentIntent.
 */
export class CreatePaymentIntent {
  constructor(
    private readonly openForPayer: OpenForPayer,
    private readonly openPayment: OpenPayment,
  ) {}

  /** @throws DomainError as `OpenForPayer` does */
  async execute(command: CreatePaymentIntentCommand): Promise<PaymentIntentView> {
    const payment = await this.openForPayer.execute(
      { ...command, kind: 'payment_intent' },
      async (attempt) => {
        const opened = await this.openPayment.execute(attempt);
        return opened.status === 'canceled' ? null : opened;
      },
    );
    return present(payment);
  }
}

/** A PaymentIntent that has been paid meanwhile has nothing left to open. */
function present(payment: StripePayment): PaymentIntentView {
  if (isUnderWay(payment.status)) throw paymentAlreadyProcessed(payment.status);
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
