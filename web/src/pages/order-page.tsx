import type { OrderDetails } from 'kaikei-sdk';
import { asApiError } from '../api/as-api-error.js';
import { CancelOrder } from '../orders/cancel-order.js';
import { HistoryList } from '../orders/history-list.js';
import { paymentProgress } from '../orders/payment-progress.js';
import { PaymentHint } from '../orders/payment-hint.js';
import { PaymentNotice } from '../orders/payment-notice.js';
import { Receipt } from '../orders/receipt.js';
import { type SentPayment, useSentPayment } from '../orders/sent-payment.js';
import { StatusBadge } from '../orders/status-badge.js';
import { useOrder } from '../orders/use-order.js';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { PageHeading } from '../ui/page-heading.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { OrderFailure } from '../orders/order-failure.js';

export function OrderPage({ id }: { id: string }) {
  const sent = useSentPayment();
  const { query, gaveUp, reload } = useOrder(id, sent);
  const order = query.data;
  return (
    <div className="stack-l">
      <PageHeading
        title={text.order.title}
        tabTitle={order && `${text.order.title} ${order.number}`}
        up={{ href: '/orders', label: text.orders.title }}
        mark={order && <StatusBadge status={order.status} />}
      />
      {query.isPending && <SkeletonLines count={6} />}
      {query.error && (
        <OrderFailure error={asApiError(query.error)} isStale={order !== undefined} onRetry={reload} />
      )}
      {order && <Details {...{ order, sent, gaveUp, reload }} />}
    </div>
  );
}

interface DetailsProps {
  order: OrderDetails;
  sent: SentPayment | null;
  gaveUp: boolean;
  reload: () => void;
}

function Details({ order, sent, gaveUp, reload }: DetailsProps) {
  const progress = paymentProgress(order, sent, gaveUp);
  const canPay = progress === 'open' || progress === 'failed';
  return (
    <div className="columns">
      <div className="stack">
        <PaymentNotice progress={progress} justPaid={sent !== null} onCheck={reload} />
        {canPay && <PaymentHint payment={order.payment} />}
        <Receipt order={order} />
      </div>
      <div className="aside stack">
        {canPay && (
          <div className="panel stack">
            <ButtonLink wide href={`/orders/${order.id}/pay`}>
              {text.order.pay(formatMoney(order.total, order.currency))}
            </ButtonLink>
            <CancelOrder orderId={order.id} onCancelled={reload} />
          </div>
        )}
        <HistoryList history={order.history} />
        {/* Last, so that nothing moves when the payment is confirmed. */}
        {order.paid_at !== null && (
          <a
            className="button button-quiet button-wide"
            href={`/api/orders/${order.id}/receipt?language=${text.locale}`}
            target="_blank"
            rel="noreferrer"
          >
            {text.order.receipt}
          </a>
        )}
      </div>
    </div>
  );
}
