import { countItems, groupByCurrency, MAX_LINES, quantityOf } from '../cart/cart.js';
import { cartStore } from '../cart/cart-store.js';
import { useStore } from '../store/store.js';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import type { Offer } from './offers.js';
import { ProductCard } from './product-card.js';

interface OfferCardProps extends Offer {
  /** It is not sold in the currency that the customer looks at. */
  foreign: boolean;
}

export function OfferCard({ product, price, foreign }: OfferCardProps) {
  const quantity = quantityOf(useStore(cartStore), price.id);

  function add() {
    const { id: priceId, currency, unit_amount: unitAmount } = price;
    cartStore.add({ priceId, productId: product.id, name: product.name, currency, unitAmount });
    toast(afterAdding(product.name, priceId));
  }

  return (
    <ProductCard product={product} {...(foreign && { tag: text.shop.onlyIn(price.currency.toUpperCase()) })}>
      <p className="card-price">
        <span className="card-amount money">{formatMoney(price.unit_amount, price.currency)}</span>
        {quantity > 0 && <span className="soft small">{text.shop.inCart(quantity)}</span>}
      </p>
      <Button look="quiet" wide aria-label={text.shop.addNamed(product.name)} onClick={add}>
        {text.shop.add}
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
