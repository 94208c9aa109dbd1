import './receipt.css';
import type { OrderDetails, OrderItem } from 'kaikei-sdk';
import { formatDate, formatMoney, formatRate } from '../text/format.js';
import { text } from '../text/text.js';

/** What was ordered and what it comes to, all of it as the server worked it out. */
export function Receipt({ order }: { order: Omit<OrderDetails, 'payment'> }) {
  const words = text.order;
  const money = (amount: number) => formatMoney(amount, order.currency);
  const isChargedInPart = order.amount_captured > 0 && order.amount_captured < order.total;
  return (
    <section className="receipt" aria-label={words.items}>
      <div className="receipt-head">
        <div>
          <p className="small soft">{words.number}</p>
          <p className="receipt-name">{order.number}</p>
          <p className="small soft">{words.placed(formatDate(order.created_at))}</p>
        </div>
        {order.status === 'paid' && (
          <p className="stamp" aria-hidden="true">
            {words.stamp}
          </p>
        )}
      </div>
      <ul>
        {order.items.map((item) => (
          <ReceiptLine key={item.id} item={item} money={money} />
        ))}
      </ul>
      <dl className="receipt-sums">
        <dt className="soft">{words.subtotal}</dt>
        <dd className="money soft">{money(order.subtotal)}</dd>
        {order.taxes.map((tax) => (
          <Fact key={tax.rate} name={words.tax(formatRate(tax.rate))} value={money(tax.amount)} />
        ))}
        <dt className="receipt-total">{words.total}</dt>
        <dd className="receipt-total money">{money(order.total)}</dd>
        {isChargedInPart && (
          <>
            <Fact name={words.charged} value={money(order.amount_captured)} />
            <Fact name={words.taxCharged} value={money(order.tax_captured)} />
          </>
        )}
        {order.amount_refunded > 0 && <Fact name={words.refunded} value={money(-order.amount_refunded)} />}
      </dl>
    </section>
  );
}

function ReceiptLine({ item, money }: { item: OrderItem; money: (amount: number) => string }) {
  return (
    <li className="receipt-line">
      <span className="receipt-name">{item.name}</span>
      <span className="money">{money(item.amount)}</span>
      <span className="small soft money">
        {text.order.quantityTimes(item.quantity, money(item.unit_amount))}
      </span>
    </li>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="soft">{name}</dt>
      <dd className="money soft">{value}</dd>
    </>
  );
}
