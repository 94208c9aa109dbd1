import './cart-line-row.css';
import { ProductArt } from '../catalog/product-art.js';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import type { CartLine } from './cart.js';
import { QuantityInput } from './quantity-input.js';

interface CartLineRowProps {
  line: CartLine;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
}

export function CartLineRow({ line, onQuantity, onRemove }: CartLineRowProps) {
  return (
    <li className="cart-line">
      <div className="cart-line-picture">
        <ProductArt productId={line.productId} name={line.name} />
      </div>
      <div>
        <p className="cart-line-name">{line.name}</p>
        <p className="soft small money">{text.cart.each(formatMoney(line.unitAmount, line.currency))}</p>
      </div>
      <p className="cart-line-amount money">{formatMoney(line.unitAmount * line.quantity, line.currency)}</p>
      <div className="cart-line-controls">
        <QuantityInput name={line.name} quantity={line.quantity} onChange={onQuantity} />
        <Button look="plain" aria-label={text.cart.removeNamed(line.name)} onPress={onRemove}>
          {text.cart.remove}
        </Button>
      </div>
    </li>
  );
}
