import { lineAmountMinor } from '../../domain/orders/order-line.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { CheckoutLine } from './ports/stripe-checkout.js';

/** Stripe's limit on a product's name; a longer one is cut, since it is only shown. */
const MAX_NAME_LENGTH = 250;
const TAX_LINE = 'Tax';

/**
 * The lines of Stripe's page. Tax that comes on top is one line of its own, and is what the order's total has more than
 * its items: so the page comes to our total, whatever was rounded on the way.
 */
export function checkoutLines({ lines, totalMinor }: OrderSnapshot): readonly CheckoutLine[] {
  const items = lines.map(({ productName, unitAmountMinor, quantity }) => ({
    name: productName.slice(0, MAX_NAME_LENGTH),
    unitAmountMinor,
    quantity,
  }));
  const taxMinor = lines.reduce((rest, line) => rest - lineAmountMinor(line), totalMinor);
  invariant(taxMinor >= 0, 'Items never come to more than the order.');
  return taxMinor === 0 ? items : [...items, { name: TAX_LINE, unitAmountMinor: taxMinor, quantity: 1 }];
}
