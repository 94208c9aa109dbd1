import { text } from '../../text/text.js';

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time in its largest unit, such as `3.5 sec`; below a second in milliseconds. */
export function formatDuration(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms >= one) ?? ['millisecond', 1];
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(text.locale, options).format(ms / size);
}

/** How long ago a moment was, such as `5 minutes ago`. */
export function formatAgo(time: string, now: number): string {
  const ms = Math.max(0, now - new Date(time).getTime());
  const [unit, size] = UNITS.find(([, one]) => ms >= one) ?? ['second', 1_000];
  const format = new Intl.RelativeTimeFormat(text.locale, { numeric: 'auto' });
  return format.format(-Math.floor(ms / size), unit);
}
