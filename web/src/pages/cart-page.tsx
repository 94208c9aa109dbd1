import { groupByCurrency } from '../cart/cart.js';
import { CartGroupSection } from '../cart/cart-group-section.js';
import { cartStore } from '../cart/cart-store.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { EmptyState } from '../ui/empty-state.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';

export function CartPage() {
  const groups = groupByCurrency(useStore(cartStore));
  return (
    <div className="stack-l">
      <PageHeading title={text.cart.title} />
      {groups.length > 1 && <Notice tone="info">{text.cart.split(groups.length)}</Notice>}
      {groups.length === 0 && (
        <EmptyState
          title={text.cart.emptyTitle}
          action={<ButtonLink href="/">{text.cart.toShop}</ButtonLink>}
        >
          {text.cart.empty}
        </EmptyState>
      )}
      {groups.map((group) => (
        <CartGroupSection key={group.currency} group={group} showCurrency={groups.length > 1} />
      ))}
    </div>
  );
}
