import { type ChangeEvent, useState } from 'react';
import { text } from '../text/text.js';
import { announce } from '../ui/announcer.js';
import { clampQuantity, MAX_QUANTITY } from './cart.js';

interface QuantityInputProps {
  name: string;
  quantity: number;
  onChange: (quantity: number) => void;
}

/** A number from 1 to 999. While it is being typed it may be empty; it counts once it is a number, and settles when left. */
export function QuantityInput({ name, quantity, onChange }: QuantityInputProps) {
  const [draft, setDraft] = useState<string | null>(null);

  function type({ target }: ChangeEvent<HTMLInputElement>) {
    setDraft(target.value);
    if (target.value !== '') onChange(clampQuantity(target.valueAsNumber));
  }

  function step(by: 1 | -1) {
    const next = clampQuantity(quantity + by);
    if (next === quantity) return;
    onChange(next);
    announce(text.cart.changed(name, next));
  }

  return (
    <div className="quantity" role="group" aria-label={text.cart.quantity(name)}>
      <button
        type="button"
        aria-label={text.cart.fewer(name)}
        aria-disabled={quantity === 1}
        onClick={() => step(-1)}
      >
        −
      </button>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={MAX_QUANTITY}
        aria-label={text.cart.quantity(name)}
        value={draft ?? quantity}
        onChange={type}
        onBlur={() => setDraft(null)}
      />
      <button
        type="button"
        aria-label={text.cart.another(name)}
        aria-disabled={quantity === MAX_QUANTITY}
        onClick={() => step(1)}
      >
        +
      </button>
    </div>
  );
}
