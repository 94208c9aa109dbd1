import type { LookAtPayment, PaymentLook } from './look-at-payment.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { RecordPayment } from './record-payment.js';
import { lookForStranger } from './unheard-of.js';

/** A crash may have kept a payment's id from us: its metadata tell whose it is. Outside any transaction. */
export class LookAtUnknownPayment {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly lookAtPayment: LookAtPayment,
  ) {}

  /** @returns null where the payment is known. @throws UnheardOfError, StripeUnavailableError, StripeRejectedError */
  async execute(organizationId: string, paymentIntentId: string): Promise<PaymentLook | null> {
    const isKnown = (await this.attempts.findByPaymentIntent(organizationId, paymentIntentId)) !== null;
    if (isKnown) return null;
    return lookForStranger(() => this.lookAtPayment.execute(organizationId, paymentIntentId));
  }
}

export interface UnknownPaymentSeen {
  readonly organizationId: string;
  readonly look: PaymentLook | null;
  readonly cause: string;
}

/** Lets what was looked at take effect, before anything that is about the payment. @returns false: a doubt is left */
export async function recordUnknownPayment(
  recordPayment: RecordPayment,
  { organizationId, look, cause }: UnknownPaymentSeen,
): Promise<boolean> {
  if (!look) return true;
  const outcome = await recordPayment.execute({ organizationId, ...look, source: 'fetch', cause });
  return outcome !== 'doubt';
}
