import { parseAmount, typedAmount } from '../../money/parse-amount.js';
import { formatMoney } from '../../text/format.js';
import { Field } from '../../ui/field.js';

interface AmountWords {
  amount: (code: string) => string;
  room: (amount: string) => string;
  errors: {
    amount: (example: string) => string;
    tooMuch: (room: string) => string;
  };
}

interface AmountFieldProps {
  words: AmountWords;
  currency: string;
  /** There is so much at most. */
  roomMinor: number;
  /** Stands there at first. */
  amountMinor: number;
  error: string | undefined;
}

/** How much of what there is. */
export function AmountField({ words, currency, roomMinor, amountMinor, error }: AmountFieldProps) {
  return (
    <Field
      name="amount"
      label={words.amount(currency.toUpperCase())}
      hint={words.room(formatMoney(roomMinor, currency))}
      defaultValue={typedAmount(amountMinor, currency)}
      inputMode="decimal"
      autoComplete="off"
      error={error}
    />
  );
}

/** What is wrong with an amount that was typed, of which there is `roomMinor` at most; null where nothing is. */
export function amountProblem(
  typed: string,
  currency: string,
  roomMinor: number,
  { errors }: AmountWords,
): string | null {
  const amount = parseAmount(typed, currency);
  if (amount === null || amount === 0) return errors.amount(typedAmount(roomMinor, currency));
  return amount > roomMinor ? errors.tooMuch(formatMoney(roomMinor, currency)) : null;
}
