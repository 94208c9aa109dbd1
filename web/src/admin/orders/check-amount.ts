import { parseAmount, typedAmount } from '../../money/parse-amount.js';
import { formatMoney } from '../../text/format.js';

interface AmountWords {
  amount: (example: string) => string;
  tooMuch: (room: string) => string;
}

/** What is wrong with an amount that was typed, of which there is `roomMinor` at most; null where nothing is. */
export function amountProblem(
  typed: string,
  currency: string,
  roomMinor: number,
  words: AmountWords,
): string | null {
  const amount = parseAmount(typed, currency);
  if (amount === null || amount === 0) return words.amount(typedAmount(roomMinor, currency));
  return amount > roomMinor ? words.tooMuch(formatMoney(roomMinor, currency)) : null;
}
