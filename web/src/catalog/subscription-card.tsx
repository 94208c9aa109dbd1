import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import type { Offer } from './offers.js';
import { ProductCard } from './product-card.js';

/** Shows what a subscription costs. It cannot be bought from here yet, so there is no button. */
export function SubscriptionCard({ product, price }: Offer) {
  const amount = formatMoney(price.unit_amount, price.currency);
  return (
    <ProductCard product={product} tag={text.shop.subscription}>
      <p className="card-amount money">
        {price.interval ? text.shop.perInterval(amount, price.interval) : amount}
      </p>
    </ProductCard>
  );
}
