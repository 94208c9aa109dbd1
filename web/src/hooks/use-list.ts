import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
} from '@tanstack/react-query';
import type { Page } from 'kaikei-sdk';

/** @param load answers one page of the list, from the cursor on */
export function listOptions<T>(
  queryKey: QueryKey,
  load: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>,
) {
  return infiniteQueryOptions<Page<T>, Error, InfiniteData<Page<T>>, QueryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (page) => (page.has_more ? page.next_cursor : null),
  });
}

/**
 * A cursor list that grows on request. Where its key changes, as by a filter, the rows that are shown stay until the new ones are there.
 *
 * @param load answers one page of it, from the cursor on
 */
export function useList<T>(...list: Parameters<typeof listOptions<T>>) {
  const query = useInfiniteQuery({ ...listOptions(...list), placeholderData: keepPreviousData });
  return { ...query, rows: query.data?.pages.flatMap((page) => page.data) ?? [] };
}

export type List<T> = ReturnType<typeof useList<T>>;
