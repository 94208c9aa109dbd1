import type { Page } from '../../application/page.js';

/** A list as it is answered. */
export interface List<T> {
  readonly data: T[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** One page, each row by its presenter. */
export function presentPage<Row, Dto>(page: Page<Row>, present: (row: Row) => Dto): List<Dto> {
  return { data: page.data.map(present), has_more: page.hasMore, next_cursor: page.nextCursor };
}
