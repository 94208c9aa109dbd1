import type { Refund } from '../../domain/payments/refund.js';
import type { PaymentLook } from './look-at-payment.js';
import type { LookAtUnknownPayment } from './look-at-unknown-payment.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import type { IStripeRefunds, StripeRefund } from './ports/stripe-refunds.js';

/** Refunds as Stripe has them, what we had written of them before we asked, and their payment where we do not know it. */
export interface RefundsLook {
  readonly payment: PaymentLook | null;
  readonly refunds: readonly StripeRefund[];
  /** By Stripe's ids. */
  readonly seenVersions: ReadonlyMap<string, number>;
}

export interface LookAtRefundsQuery {
  readonly organizationId: string;
  readonly paymentIntentId: string;
  /** Left out: all refunds of the payment. */
  readonly stripeRefundId?: string;
}

/** Asks Stripe; outside any transaction. @throws UnheardOfError, StripeUnavailableError, StripeRejectedError */
export class LookAtRefunds {
  constructor(
    private readonly refunds: IRefundRepository,
    private readonly lookAtUnknownPayment: LookAtUnknownPayment,
    private readonly stripeRefunds: IStripeRefunds,
  ) {}

  async execute(query: LookAtRefundsQuery): Promise<RefundsLook> {
    const { organizationId, paymentIntentId, stripeRefundId } = query;
    const known = await this.refunds.findByPaymentIntent(organizationId, paymentIntentId);
    const payment = await this.lookAtUnknownPayment.execute(organizationId, paymentIntentId);
    const refunds =
      stripeRefundId === undefined
        ? await this.stripeRefunds.list(paymentIntentId)
        : [await this.stripeRefunds.retrieve(stripeRefundId)];
    return { payment, refunds, seenVersions: versionsOf(known) };
  }
}

function versionsOf(refunds: readonly Refund[]): Map<string, number> {
  return new Map(
    refunds.flatMap((refund) => {
      const { stripeRefundId, version } = refund.snapshot();
      return stripeRefundId === null ? [] : [[stripeRefundId, version] as const];
    }),
  );
}
