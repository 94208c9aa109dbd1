import type { CollectionName, Collections } from '../core/collections.js';
import type { Operation } from '../core/operation.js';
import { invalidRequest, missing } from '../core/stripe-error.js';

/** Stripe's page sizes (docs.stripe.com/api/pagination). */
const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

export interface PageParams {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

export interface ListObject<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/** One page, newest first. `ending_before` gives the page just before that object, still newest first. */
export function listPage<N extends CollectionName>(
  op: Operation,
  name: N,
  url: string,
  params: PageParams,
  keep: (object: Collections[N]) => boolean = () => true,
): ListObject<Collections[N]> {
  const limit = checkedLimit(params.limit);
  const { starting_after: after, ending_before: before } = params;
  checkCursors(params);
  for (const [param, cursor] of Object.entries({ starting_after: after, ending_before: before }))
    if (cursor !== undefined && op.get(name, cursor) === undefined)
      throw missing(singular(name), cursor, param);
  const collection = op.world.store.collection(name);
  const source = before === undefined ? collection.newestFirst(after) : collection.oldestFirst(before);
  const data: Collections[N][] = [];
  let has_more = false;
  for (const object of source) {
    if (!keep(object)) continue;
    if (data.length === limit) {
      has_more = true;
      break;
    }
    data.push(object);
  }
  return { object: 'list', data: before === undefined ? data : data.reverse(), has_more, url };
}

/** A page is either after one object or before another. */
export function checkCursors({ starting_after: after, ending_before: before }: PageParams): void {
  if (after !== undefined && before !== undefined)
    throw invalidRequest('You may only specify one of these parameters: ending_before, starting_after.');
}

export function checkedLimit(limit = DEFAULT_LIMIT): number {
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw invalidRequest(
    limit < 1
      ? 'This value must be greater than or equal to 1.'
      : 'This value must be less than or equal to 100.',
    { code: 'parameter_invalid_integer', param: 'limit' },
  );
}

export type Range = number | { gt?: number; gte?: number; lt?: number; lte?: number };

/** `created=123` or `created[gte]=123`. */
export function inRange(value: number, range: Range | undefined): boolean {
  if (range === undefined) return true;
  if (typeof range === 'number') return value === range;
  return (
    value > (range.gt ?? -Infinity) &&
    value >= (range.gte ?? -Infinity) &&
    value < (range.lt ?? Infinity) &&
    value <= (range.lte ?? Infinity)
  );
}

/** `payment_intents` as Stripe's errors name one: `payment_intent`. */
function singular(name: string): string {
  return name === 'payment_methods' ? 'PaymentMethod' : name.replace(/s$/, '');
}
