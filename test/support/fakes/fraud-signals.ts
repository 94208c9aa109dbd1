import {
  type FraudWarning,
  IFraudSignals,
  type PaymentRisk,
  type SignalledPayment,
} from '../../../src/application/payments/ports/fraud-signals.js';
import { holdsFulfilment, type ReviewSighting } from '../../../src/domain/payments/review.js';

export class FakeFraudSignals extends IFraudSignals {
  readonly risks = new Map<string, PaymentRisk>();
  readonly reviews = new Map<string, ReviewSighting & SignalledPayment>();
  readonly warnings = new Map<string, FraudWarning & SignalledPayment>();

  async keepRisk(_organizationId: string, risk: PaymentRisk): Promise<boolean> {
    const known = this.risks.get(risk.chargeId);
    if (!known || known.asOf < risk.asOf) this.risks.set(risk.chargeId, risk);
    return true;
  }

  async keepReview(payment: SignalledPayment, review: ReviewSighting): Promise<boolean> {
    const known = this.reviews.get(review.id);
    const isLearnt = known?.openedReason === null && review.openedReason !== null;
    if (known && !(known.isOpen && (!review.isOpen || isLearnt))) return false;
    const openedReason = review.openedReason ?? known?.openedReason ?? null;
    this.reviews.set(review.id, { ...payment, ...review, openedReason });
    return true;
  }

  async keepWarning(payment: SignalledPayment, warning: FraudWarning): Promise<boolean> {
    const known = this.warnings.get(warning.id);
    if (known && !(known.isActionable && !warning.isActionable)) return false;
    this.warnings.set(warning.id, { ...payment, ...warning });
    return true;
  }

  isHeld(attemptId: string): boolean {
    return [...this.reviews.values()].some(
      (review) => review.attemptId === attemptId && holdsFulfilment(review),
    );
  }

  isWarnedOf(attemptId: string): boolean {
    return [...this.warnings.values()].some(
      (warning) => warning.attemptId === attemptId && warning.isActionable,
    );
  }
}
