import type { UserName } from '../../application/identity/ports/user-names.js';
import type { FraudWarning } from '../../application/payments/ports/fraud-signals.js';
import type { PaymentStory } from '../../application/payments/ports/payment-stories.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { roomMinor } from '../../domain/payments/aftermath.js';
import type { AttemptSnapshot } from '../../domain/payments/attempt-snapshot.js';
import { blocksRefunds } from '../../domain/payments/dispute-standing.js';
import { presentAdminOrder } from '../orders/order-presenter.js';
import { presentDispute } from './dispute-presenter.js';
import type { AdminOrderDetailResponse, FraudWarningResponse, PaymentResponse } from './payment-story.dto.js';
import { presentRefund } from './refund-presenter.js';

export function presentOrderStory(
  order: OrderSnapshot,
  story: PaymentStory,
  customers: ReadonlyMap<string, UserName>,
): AdminOrderDetailResponse {
  return {
    ...presentAdminOrder(order, customers),
    amount_refundable: refundableMinor(order, story),
    payments: story.attempts.map((attempt) => presentPayment(attempt, story.risks)),
    refunds: story.refunds.map(presentRefund),
    disputes: story.disputes.map(presentDispute),
    reviews: story.reviews.map(({ id, isOpen, openedReason, closedReason }) => ({
      id,
      open: isOpen,
      opened_reason: openedReason,
      closed_reason: closedReason,
    })),
    fraud_warnings: story.fraudWarnings.map(presentWarning),
  };
}

/** What can still be given back of the payment that the order took. */
function refundableMinor({ capturedMinor, paidByAttemptId }: OrderSnapshot, story: PaymentStory): number {
  const refunds = story.refunds.filter(({ attemptId }) => attemptId === paidByAttemptId);
  const disputes = story.disputes.filter(({ attemptId }) => attemptId === paidByAttemptId);
  return disputes.some(blocksRefunds) ? 0 : roomMinor(capturedMinor, { refunds, disputes });
}

function presentPayment(attempt: AttemptSnapshot, risks: PaymentStory['risks']): PaymentResponse {
  const own = risks.filter(({ paymentIntentId }) => paymentIntentId === attempt.stripePaymentIntentId);
  return {
    id: attempt.id,
    kind: attempt.kind,
    payment_intent_id: attempt.stripePaymentIntentId,
    charge_id: attempt.stripeChargeId,
    status: attempt.status,
    payment_status: attempt.paymentStatus,
    amount: attempt.amountMinor,
    amount_received: attempt.amountReceivedMinor,
    amount_capturable: attempt.amountCapturableMinor,
    currency: attempt.currency,
    last_error: attempt.lastErrorCode,
    risks: own.map(({ chargeId, level, score, outcomeType, sellerMessage }) => ({
      charge_id: chargeId,
      level,
      score,
      outcome: outcomeType,
      seller_message: sellerMessage,
    })),
    created_at: attempt.requestedAt.toISOString(),
  };
}

function presentWarning(warning: FraudWarning): FraudWarningResponse {
  return {
    id: warning.id,
    charge_id: warning.chargeId,
    fraud_type: warning.fraudType,
    actionable: warning.isActionable,
    created_at: warning.warnedAt.toISOString(),
  };
}
