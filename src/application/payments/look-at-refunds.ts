import type { PaymentLook } from './look-at-payment.js';
import type { LookAtUnknownPayment } from './look-at-unknown-payment.js';
import type { IStripeRefunds, StripeRefund } from './ports/stripe-refunds.js';

/** Refunds as Stripe has them, and the payment that they are of where we do not know it by its id. */
export interface RefundsLook {
  readonly payment: PaymentLook | null;
  readonly refunds: readonly StripeRefund[];
}

export interface LookAtRefundsQuery {
  readonly organizationId: string;
  readonly paymentIntentId: string;
  /** Left out: all refunds of the payment. */
  readonly stripeRefundId?: string;
}

/** Asks Stripe; outside any transaction. @throws StripeUnavailableError, StripeRejectedError */
export class LookAtRefunds {
  constructor(
    private readonly lookAtUnknownPayment: LookAtUnknownPayment,
    private readonly stripeRefunds: IStripeRefunds,
  ) {}

  async execute(query: LookAtRefundsQuery): Promise<RefundsLook> {
    const { organizationId, paymentIntentId, stripeRefundId } = query;
    const payment = await this.lookAtUnknownPayment.execute(organizationId, paymentIntentId);
    const refunds =
      stripeRefundId === undefined
        ? await this.stripeRefunds.list(paymentIntentId)
        : [await this.stripeRefunds.retrieve(stripeRefundId)];
    return { payment, refunds };
  }
}
