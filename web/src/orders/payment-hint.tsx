import type { OrderDetails } from 'kaikei-sdk';
import { declineReason } from './decline-reason.js';
import { text } from '../text/text.js';
import { Notice } from '../ui/notice.js';

/** Why an order that was begun to be paid is not: the bank wants another step, or refused. */
export function PaymentHint({ payment }: Pick<OrderDetails, 'payment'>) {
  if (payment?.next_action_required) {
    return (
      <Notice tone="wait" still title={text.order.actionTitle}>
        <p>{text.order.action}</p>
      </Notice>
    );
  }
  if (!payment?.last_error) return null;
  return (
    <Notice tone="bad" title={text.pay.declinedTitle}>
      <p>{declineReason(payment.last_error_code, payment.last_error)}</p>
      <p>{text.pay.tryAgain}</p>
    </Notice>
  );
}
