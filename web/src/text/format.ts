import * as money from '../money/format-money.js';
import { text } from './text.js';

const dateFormat = new Intl.DateTimeFormat(text.locale, { dateStyle: 'medium' });
const timeFormat = new Intl.DateTimeFormat(text.locale, { dateStyle: 'medium', timeStyle: 'short' });

/** @param amountMinor integer minor units */
export function formatMoney(amountMinor: number, currency: string): string {
  return money.formatMoney(amountMinor, currency, text.locale);
}

export function currencyName(currency: string): string {
  return money.currencyName(currency, text.locale);
}

/** @param time ISO 8601; shown in the reader's time zone */
export function formatDate(time: string): string {
  return dateFormat.format(new Date(time));
}

/** @param time ISO 8601; shown in the reader's time zone */
export function formatTime(time: string): string {
  return timeFormat.format(new Date(time));
}

const rateFormat = new Intl.NumberFormat(text.locale, { style: 'percent', maximumFractionDigits: 4 });

/** @param rate per cent, as the API has it */
export function formatRate(rate: number): string {
  return rateFormat.format(rate / 100);
}
