import type { Amount } from './texts/letter.js';

type Data = Readonly<Record<string, unknown>>;

/** What an event says under `name`; null where it does not, since notifications are written from what is there. */
export function textOf(data: Data, name: string): string | null {
  const value = data[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The event's `amount` and `currency`. */
export function amountOf(data: Data): Amount | null {
  const currency = textOf(data, 'currency');
  const amountMinor = data.amount;
  return currency !== null && Number.isSafeInteger(amountMinor)
    ? { amountMinor: amountMinor as number, currency }
    : null;
}
