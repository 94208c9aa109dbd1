import './currency-picker.css';
import { currencyName } from '../text/format.js';
import { text } from '../text/text.js';

interface CurrencyPickerProps {
  currencies: readonly string[];
  chosen: string;
  onChoose: (currency: string) => void;
}

export function CurrencyPicker({ currencies, chosen, onChoose }: CurrencyPickerProps) {
  return (
    <fieldset className="currency-picker">
      <legend>{text.shop.currency}</legend>
      <div className="segments">
        {currencies.map((currency) => (
          <label key={currency} className="segment">
            <input
              type="radio"
              name="currency"
              aria-label={currencyName(currency)}
              checked={currency === chosen}
              onChange={() => onChoose(currency)}
            />
            {currency.toUpperCase()}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
