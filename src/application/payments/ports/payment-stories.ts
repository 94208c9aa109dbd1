import type { AttemptSnapshot } from '../../../domain/payments/attempt-snapshot.js';
import type { DisputeSnapshot } from '../../../domain/payments/dispute.js';
import type { RefundSnapshot } from '../../../domain/payments/refund.js';
import type { ReviewSighting } from '../../../domain/payments/review.js';
import type { FraudWarning, PaymentRisk } from './fraud-signals.js';

/** All that happened to an order's money, oldest first. */
export interface PaymentStory {
  readonly attempts: readonly AttemptSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
  readonly disputes: readonly DisputeSnapshot[];
  /** Of every charge that was tried. */
  readonly risks: readonly Omit<PaymentRisk, 'attemptId'>[];
  readonly reviews: readonly ReviewSighting[];
  readonly fraudWarnings: readonly FraudWarning[];
}

/** What operators are shown of an order's payments. */
export abstract class IPaymentStories {
  /** Empty for an order that nobody tried to pay. */
  abstract ofOrder(organizationId: string, orderId: string): Promise<PaymentStory>;
}
