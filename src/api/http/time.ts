import { ValidateBy } from 'class-validator';

/** RFC 3339, to the millisecond. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment as text, such as `2026-11-20T09:00:00Z`: with its offset, so that nobody has to guess a time zone. */
export const IsTime = (): PropertyDecorator =>
  ValidateBy({
    name: 'isTime',
    validator: {
      validate: (value) =>
        typeof value === 'string' && TIME.test(value) && !Number.isNaN(new Date(value).getTime()),
      defaultMessage: (args) =>
        `${args?.property ?? 'it'} must be a time in ISO 8601 with its offset, such as 2026-11-20T09:00:00Z`,
    },
  });

/** Of a field that `IsTime` has passed. */
export function toTime(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
