import type { Price } from 'kaikei-sdk';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { describeTax } from './describe-tax.js';
import type { Offer } from './offers.js';
import { ProductCard } from './product-card.js';

/** Shows what a subscription costs. It cannot be bought from here yet, so there is no button. */
export function SubscriptionCard({ product, prices }: Offer) {
  return (
    <ProductCard product={product} tag={text.shop.subscription}>
      {prices.map((price) => (
        <p key={price.id} className="card-price">
          <span className="card-amount money">{amountOf(price)}</span>
          <span className="soft small">{describeTax(price)}</span>
        </p>
      ))}
    </ProductCard>
  );
}

function amountOf({ unit_amount, currency, interval }: Price): string {
  const amount = formatMoney(unit_amount, currency);
  return interval ? text.shop.perInterval(amount, interval) : amount;
}
