import './order-page.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AdminOrderDetail } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { Receipt } from '../../orders/receipt.js';
import { StatusBadge } from '../../orders/status-badge.js';
import { adminText } from '../../text/text.js';
import { Notice } from '../../ui/notice.js';
import { DetailPage } from '../shared/detail-page.js';
import { OrderActions } from './order-actions.js';
import { OrderMoney } from './order-money.js';
import { OrderRecords } from './order-records.js';
import { Timeline } from './timeline.js';

/** While money is under way. The server learns of it by Stripe's events, within a second or two as a rule. */
const LOOK_AGAIN_MS = 3_000;

export function OrderPage({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'order', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/orders/{id}', { path: { id }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
  });
  return (
    <DetailPage
      query={query}
      list={{ href: '/admin/orders', label: adminText.orders.title }}
      title={(order) => (order ? adminText.order.title(order.number) : adminText.order.one)}
      mark={({ status }) => <StatusBadge status={status} />}
    >
      {(order) => <Details order={order} />}
    </DetailPage>
  );
}

function Details({ order }: { order: AdminOrderDetail }) {
  return (
    <>
      <Signals order={order} />
      <div className="order-columns">
        <div className="order-aside stack">
          <OrderActions key={order.id} order={order} />
          <OrderMoney order={order} />
          <Receipt order={order} />
        </div>
        <div className="stack-l">
          <Timeline orderId={order.id} version={versionOf(order)} />
          <OrderRecords order={order} />
        </div>
      </div>
    </>
  );
}

/** What must be seen before anything is done. */
function Signals({ order }: { order: AdminOrderDetail }) {
  const words = adminText.order;
  const isHeldForReview = order.reviews.some(({ open }) => open);
  if (!isHeldForReview && order.fraud_warnings.length === 0) return null;
  return (
    <div className="stack">
      {isHeldForReview && (
        <Notice tone="wait" still title={words.review}>
          {words.reviewOpen}
        </Notice>
      )}
      {order.fraud_warnings.map((warning) => (
        <Notice key={warning.id} tone="bad" title={adminText.timeline.kinds.fraud_warning}>
          {(warning.actionable ? words.fraudWarning : words.fraudWarningLate)(
            words.fraudTypes[warning.fraud_type] ?? warning.fraud_type,
          )}
        </Notice>
      ))}
    </div>
  );
}

function versionOf({ updated_at, refunds, disputes }: AdminOrderDetail): string {
  return [{ updated_at }, ...refunds, ...disputes].map((one) => one.updated_at).join();
}

function isUnderWay(order: AdminOrderDetail): boolean {
  return (
    order.status === 'processing' ||
    order.refunds.some(({ status }) => status === 'requested' || status === 'pending')
  );
}
