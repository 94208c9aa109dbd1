import type { Price, Product } from 'kaikei-sdk';
import { countItems, groupByCurrency, MAX_LINES, quantityOf } from '../cart/cart.js';
import { cartStore } from '../cart/cart-store.js';
import { useStore } from '../store/store.js';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { describeTax } from './describe-tax.js';
import { ProductCard } from './product-card.js';

interface OfferCardProps {
  product: Product;
  price: Price;
  /** It is not sold in the currency that the customer looks at. */
  foreign: boolean;
}

export function OfferCard({ product, price, foreign }: OfferCardProps) {
  const quantity = quantityOf(useStore(cartStore), price.id);
  const action = quantity > 0 ? text.shop.addMore(quantity) : text.shop.add;

  function add() {
    const { id: priceId, currency, unit_amount: unitAmount } = price;
    cartStore.add({ priceId, productId: product.id, name: product.name, currency, unitAmount });
    toast(afterAdding(product.name, priceId));
  }

  return (
    <ProductCard product={product} {...(foreign && { tag: text.shop.onlyIn(price.currency.toUpperCase()) })}>
      <p className="card-price">
        <span className="card-amount money">{formatMoney(price.unit_amount, price.currency)}</span>
        <span className="soft small">{describeTax(price)}</span>
      </p>
      <Button look="quiet" wide aria-label={text.shop.named(action, product.name)} onPress={add}>
        {action}
      </Button>
    </ProductCard>
  );
}

function afterAdding(name: string, priceId: string): string {
  const cart = cartStore.get();
  if (quantityOf(cart, priceId) === 0) return text.shop.cartFull(MAX_LINES);
  const added = text.shop.added(name, text.cartCount(countItems(cart)));
  return groupByCurrency(cart).length > 1 ? `${added} ${text.shop.twoCurrencies}` : added;
}
