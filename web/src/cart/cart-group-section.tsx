import './cart-group-section.css';
import { useRef } from 'react';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { focusHeading } from '../ui/page-heading.js';
import type { CartGroup, CartLine } from './cart.js';
import { CartLineRow } from './cart-line-row.js';
import { cartStore } from './cart-store.js';
import { OrderRefusal } from './order-refusal.js';
import { useCheckout } from './use-checkout.js';

interface CartGroupSectionProps {
  group: CartGroup;
  /** Whether it needs saying which currency this is. */
  showCurrency: boolean;
}

/** What becomes one order, and the button that makes it. */
export function CartGroupSection({ group, showCurrency }: CartGroupSectionProps) {
  const { signedIn, placing, error, checkOut } = useCheckout(group);
  const list = useRef<HTMLUListElement>(null);

  function remove(line: CartLine) {
    cartStore.remove(line.priceId);
    announce(text.cart.removed(line.name));
    if (group.lines.length > 1) list.current?.focus();
    else focusHeading();
  }

  return (
    <section className="columns" aria-label={text.cart.inCurrency(group.currency.toUpperCase())}>
      <div className="panel stack">
        {showCurrency && <h2>{text.cart.inCurrency(group.currency.toUpperCase())}</h2>}
        <ul ref={list} tabIndex={-1}>
          {group.lines.map((line) => (
            <CartLineRow
              key={line.priceId}
              line={line}
              onQuantity={(quantity) => cartStore.setQuantity(line.priceId, quantity)}
              onRemove={() => remove(line)}
            />
          ))}
        </ul>
      </div>
      <div className="panel stack aside">
        <p className="cart-sum">
          <span>{text.cart.sum}</span>
          <span className="money">{formatMoney(group.sum, group.currency)}</span>
        </p>
        <p className="soft small">{text.cart.taxNote}</p>
        {error && <OrderRefusal error={error} lines={group.lines} />}
        <Button wide busy={placing} onPress={checkOut}>
          {placing ? text.cart.placing : signedIn ? text.cart.checkout : text.cart.checkoutSignedOut}
        </Button>
      </div>
    </section>
  );
}
