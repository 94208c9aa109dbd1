import './orders-page.css';
import type { OrderDetails } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei, pageFrom } from '../api/kaikei.js';
import { useList } from '../hooks/use-list.js';
import { StatusBadge } from '../orders/status-badge.js';
import { formatDate, formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { EmptyState } from '../ui/empty-state.js';
import { Loaded } from '../ui/loaded.js';
import { MoreButton } from '../ui/more-button.js';
import { PageHeading } from '../ui/page-heading.js';
import { SkeletonLines } from '../ui/skeleton.js';

export function OrdersPage() {
  const orders = useList(['orders'], (cursor, signal) =>
    kaikei.get('/api/orders', { query: pageFrom(cursor), signal }),
  );
  return (
    <div className="stack-l">
      <PageHeading title={text.orders.title} />
      <Loaded query={orders} loading={<SkeletonLines count={6} />}>
        {() => <OrderRows orders={orders.rows} />}
      </Loaded>
      <MoreButton list={orders} />
    </div>
  );
}

function OrderRows({ orders }: { orders: OrderDetails[] }) {
  if (orders.length === 0) {
    return (
      <EmptyState
        title={text.orders.emptyTitle}
        action={<ButtonLink href="/">{text.cart.toShop}</ButtonLink>}
      >
        {text.orders.empty}
      </EmptyState>
    );
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {text.orders.shown(orders.length)}
      </p>
      <ul className="order-rows">
        {orders.map((order) => (
          <li key={order.id}>
            <Link className="order-row" href={`/orders/${order.id}`}>
              <span className="order-row-number">{order.number}</span>
              <span className="order-row-total money">{formatMoney(order.total, order.currency)}</span>
              <time className="soft small" dateTime={order.created_at}>
                {formatDate(order.created_at)}
              </time>
              <span className="order-row-status">
                <StatusBadge status={order.status} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
