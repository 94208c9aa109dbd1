import * as money from '../money/format-money.js';
import { text } from './text.js';

/** @param amountMinor integer minor units */
export function formatMoney(amountMinor: number, currency: string): string {
  return money.formatMoney(amountMinor, currency, text.locale);
}

export function currencyName(currency: string): string {
  return money.currencyName(currency, text.locale);
}

/** @param time ISO 8601; shown in the reader's time zone */
export function formatDate(time: string): string {
  return dates({ dateStyle: 'medium' }).format(new Date(time));
}

/** @param day a day of the calendar, `YYYY-MM-DD`, in no time zone */
export function formatDay(day: string): string {
  return dates({ month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day));
}

/** @param time ISO 8601; shown in the reader's time zone */
export function formatTime(time: string): string {
  return dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

/** To the second, for what happens quickly. @param time ISO 8601; shown in the reader's time zone */
export function formatMoment(time: string): string {
  return dates({ dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(time));
}

/**
 * A day, or an hour of one, where the shop is.
 *
 * @param time ISO 8601
 * @param timeZone a name of the IANA's
 */
export function formatShopTime(time: string, timeZone: string, unit: 'day' | 'hour'): string {
  const options = { month: 'short', day: 'numeric', timeZone } as const;
  const withHour = { ...options, hour: 'numeric', minute: '2-digit' } as const;
  return dates(unit === 'hour' ? withHour : options).format(new Date(time));
}

/** @param rate per cent, as the API has it */
export function formatRate(rate: number): string {
  return numbers({ style: 'percent', maximumFractionDigits: 4 }).format(rate / 100);
}

const dates = kept((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(text.locale, options));
const numbers = kept((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(text.locale, options));

/** Making a format takes as long as using it a hundred times, and lists use few of them often. */
function kept<O extends object, F>(make: (options: O) => F): (options: O) => F {
  const made = new Map<string, F>();
  return (options) => {
    const key = text.locale + JSON.stringify(options);
    const format = made.get(key) ?? make(options);
    made.set(key, format);
    return format;
  };
}
