import { ValidateBy } from 'class-validator';
import { DomainError } from '../../domain/shared/domain-error.js';

/** A year, and the day that makes it one where it is a leap year: what a chart shows, and what is summed up in one request. */
const MAX_DAYS = 366;
const DAY_MS = 86_400_000;
/** There was no year 0, and PostgreSQL knows none. */
const DAY = /^(?!0000)\d{4}-\d\d-\d\d$/;

/** A day of the calendar, `YYYY-MM-DD`. */
export const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value) => typeof value === 'string' && isDay(value),
      defaultMessage: (args) => `${args?.property ?? 'it'} must be a day such as 2026-11-20`,
    },
  });

/** How many days there are from one to the other, both included. @throws DomainError `validation_failed` */
export function countDays(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days >= 1 && days <= MAX_DAYS) return days;
  const message = `to must be from's day or later, and no more than ${MAX_DAYS} days in all`;
  throw new DomainError('validation_failed', 'invalid', 'The request is not valid: see "errors".', {
    errors: [{ field: 'to', message }],
  });
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
