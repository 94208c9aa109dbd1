import { DomainError } from '../../domain/shared/domain-error.js';

/** Far deeper than any body of ours. What looks at a body later does so by recursion, which must not run out of stack. */
const MAX_DEPTH = 32;
/** An order of fifty items holds a hundred and some. Validation takes its time over each value, and says of each what is wrong with it. */
const MAX_VALUES = 2_000;
/** Every object has one, so that validation would pass over it: refused here, as an unknown field is there. */
const RESERVED_FIELD = 'constructor';

/** What is wrong with the shape of a body, whatever it is for; null when nothing is. */
export function shapeProblem(body: object): DomainError | null {
  let level: object[] = [body];
  let count = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return refusal(`The body is nested more than ${MAX_DEPTH} levels deep.`);
    if (level.some((one) => Object.hasOwn(one, RESERVED_FIELD))) {
      const message = `property ${RESERVED_FIELD} should not exist`;
      return refusal('The request is not valid: see "errors".', message);
    }
    const values = level.flatMap((one): unknown[] => Object.values(one));
    count += values.length;
    if (count > MAX_VALUES) return refusal(`The body holds more than ${MAX_VALUES} values.`);
    level = values.filter(isObject);
  }
  return null;
}

function refusal(detail: string, message?: string): DomainError {
  const errors = message === undefined ? [] : [{ field: RESERVED_FIELD, message }];
  return new DomainError('validation_failed', 'invalid', detail, { errors });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
