import type { ReviewSighting } from '../../../domain/payments/review.js';

/** What Radar thought of a charge (docs.stripe.com/api/charges, `outcome`). */
export interface PaymentRisk {
  readonly chargeId: string;
  readonly paymentIntentId: string;
  /** Our own id, as it stands in the metadata: Stripe's page makes payments whose ids we learn later. */
  readonly attemptId: string | null;
  /** `normal`, `elevated`, `highest`, ...; null where it was not assessed. */
  readonly level: string | null;
  /** 0 to 100; null without Radar for Fraud Teams. */
  readonly score: number | null;
  /** `authorized`, `manual_review`, `issuer_declined`, `blocked`, ... */
  readonly outcomeType: string | null;
  /** For the seller, never for the customer. */
  readonly sellerMessage: string | null;
  readonly asOf: Date;
}

/** The card's bank reports fraud, before any dispute. Whether something can still be done is one-way. */
export interface FraudWarning {
  /** `issfr_...` */
  readonly id: string;
  readonly chargeId: string;
  /** Stripe's word: `unauthorized_use_of_card`, ... */
  readonly fraudType: string;
  readonly isActionable: boolean;
  readonly warnedAt: Date;
}

/** The payment that a signal is about. */
export interface SignalledPayment {
  readonly organizationId: string;
  readonly attemptId: string;
  readonly orderId: string;
}

/** Signs of fraud, as Stripe tells them. Written under the lock of the payment's attempt, risks apart. */
export abstract class IFraudSignals {
  /** The latest of a charge stays. @returns false: it is of no payment that we know, and was not kept */
  abstract keepRisk(organizationId: string, risk: PaymentRisk): Promise<boolean>;
  /** A closed one never opens again. @returns whether anything changed */
  abstract keepReview(payment: SignalledPayment, review: ReviewSighting): Promise<boolean>;
  /** One that nothing can be done about stays so. @returns whether anything changed */
  abstract keepWarning(payment: SignalledPayment, warning: FraudWarning): Promise<boolean>;
}
