import type { PaymentLook } from './look-at-payment.js';
import type { LookAtUnknownPayment } from './look-at-unknown-payment.js';
import type { IStripeFraud } from './ports/stripe-fraud.js';
import type { FraudSignal } from './record-fraud-signal.js';
import { lookForStranger } from './unheard-of.js';

/** Radar's word as Stripe has it, and the payment that it is about where we do not know it by its id. */
export interface FraudSignalLook {
  readonly signal: FraudSignal;
  readonly payment: PaymentLook | null;
}

/**
 * Asks Stripe, where an event names no payment that we know; outside any transaction.
 * @throws UnheardOfError, StripeUnavailableError, StripeRejectedError
 */
export class LookAtFraudSignal {
  constructor(
    private readonly lookAtUnknownPayment: LookAtUnknownPayment,
    private readonly stripeFraud: IStripeFraud,
  ) {}

  async execute(organizationId: string, kind: FraudSignal['kind'], id: string): Promise<FraudSignalLook> {
    const signal = await lookForStranger(() => this.#retrieve(kind, id));
    const { paymentIntentId } = signal.kind === 'review' ? signal.review : signal.warning;
    if (paymentIntentId === null) return { signal, payment: null };
    return { signal, payment: await this.lookAtUnknownPayment.execute(organizationId, paymentIntentId) };
  }

  async #retrieve(kind: FraudSignal['kind'], id: string): Promise<FraudSignal> {
    if (kind === 'review') return { kind, review: await this.stripeFraud.retrieveReview(id) };
    return { kind, warning: await this.stripeFraud.retrieveWarning(id) };
  }
}
