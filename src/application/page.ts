/** One page of a list, newest first unless the query says otherwise. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly hasMore: boolean;
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor: string | null;
}

/** Cuts the one row too many that a query fetched to learn whether there is a next page. */
export function toPage<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit;
  return { data, hasMore, nextCursor: hasMore && last !== undefined ? cursorOf(last) : null };
}
