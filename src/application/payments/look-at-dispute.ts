import type { PaymentLook } from './look-at-payment.js';
import type { LookAtUnknownPayment } from './look-at-unknown-payment.js';
import type { IDisputeRepository } from './ports/dispute-repository.js';
import type { IStripeDisputes, StripeDispute } from './ports/stripe-disputes.js';
import { lookForStranger } from './unheard-of.js';

/** A dispute as Stripe has it, what we had written of it before we asked, and its payment where we do not know it. */
export interface DisputeLook {
  readonly dispute: StripeDispute;
  readonly seenVersion: number | null;
  readonly payment: PaymentLook | null;
}

/** Asks Stripe; outside any transaction. @throws UnheardOfError, StripeUnavailableError, StripeRejectedError */
export class LookAtDispute {
  constructor(
    private readonly disputes: IDisputeRepository,
    private readonly lookAtUnknownPayment: LookAtUnknownPayment,
    private readonly stripeDisputes: IStripeDisputes,
  ) {}

  async execute(organizationId: string, stripeDisputeId: string): Promise<DisputeLook> {
    const known = await this.disputes.findByStripeId(organizationId, stripeDisputeId);
    const ask = (): Promise<StripeDispute> => this.stripeDisputes.retrieve(stripeDisputeId);
    const dispute = await (known ? ask() : lookForStranger(ask));
    const { paymentIntentId } = dispute;
    const payment =
      known || paymentIntentId === null
        ? null
        : await this.lookAtUnknownPayment.execute(organizationId, paymentIntentId);
    return { dispute, seenVersion: known?.snapshot().version ?? null, payment };
  }
}
