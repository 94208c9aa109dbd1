import { Link } from 'wouter';
import type { AdminOrderDetail } from 'kaikei-sdk';
import { formatMoney, formatTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import { Facts } from '../../ui/facts.js';
import { heldMinor } from './held-minor.js';

/** Where the order's money is, and whose it was. */
export function OrderMoney({ order }: { order: AdminOrderDetail }) {
  const words = adminText.order;
  const money = (amount: number) => <span className="money">{formatMoney(amount, order.currency)}</span>;
  const held = heldMinor(order);
  return (
    <section className="panel stack" aria-labelledby="money">
      <h2 id="money">{words.money}</h2>
      <Facts
        facts={{
          [words.customer]: (
            <>
              <Link href={`/admin/customers/${order.customer.id}`}>{order.customer.name}</Link>
              <span className="small soft block">{order.customer.email}</span>
            </>
          ),
          [words.placed]: formatTime(order.created_at),
          [words.paid]: order.paid_at && formatTime(order.paid_at),
          [words.fulfillable]:
            order.paid_at && (order.fulfillable_at ? formatTime(order.fulfillable_at) : words.notFulfillable),
          [words.total]: money(order.total),
          [words.held]: held > 0 ? money(held) : null,
          [words.captured]: money(order.amount_captured),
          [words.refunded]: money(order.amount_refunded),
          [words.refundable]: order.amount_captured > 0 ? money(order.amount_refundable) : null,
        }}
      />
      {order.paid_at !== null && (
        <a
          className="button button-quiet"
          href={`/api/admin/orders/${order.id}/receipt`}
          target="_blank"
          rel="noreferrer"
        >
          {words.receipt}
        </a>
      )}
    </section>
  );
}
