import { useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import type { Page } from '../api/types.js';
import { asApiError, type Resource, useResource } from './use-resource.js';

interface More<T> {
  /** Which first page these rows continue. */
  after: Page<T>;
  pages: Page<T>[];
}

export interface Pages<T> {
  first: Resource<Page<T>>;
  rows: T[];
  hasMore: boolean;
  loadingMore: boolean;
  moreError: ApiError | null;
  loadMore: () => void;
  reload: () => void;
}

// A request for more rows ends with the page: nobody waits for it then.
const neverAborted = new AbortController().signal;

/** A cursor list that grows on request. */
export function usePages<T>(
  key: string,
  load: (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const [first, reload] = useResource(key, (signal) => load(null, signal));
  const [more, setMore] = useState<More<T> | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  const [moreError, setMoreError] = useState<ApiError | null>(null);

  const start = first.state === 'ready' ? first.value : null;
  const further = more !== null && more.after === start ? more.pages : [];
  const last = further.at(-1) ?? start;

  async function loadMore() {
    if (start === null || !last?.has_more || loadingMore) return;
    setLoadingMore(true);
    setMoreError(null);
    try {
      const page = await load(last.next_cursor, neverAborted);
      setMore({ after: start, pages: [...further, page] });
    } catch (cause) {
      setMoreError(asApiError(cause));
    }
    setLoadingMore(false);
  }

  return {
    first,
    rows: [...(start?.data ?? []), ...further.flatMap((page) => page.data)],
    hasMore: last?.has_more ?? false,
    loadingMore,
    moreError,
    loadMore: () => void loadMore(),
    reload,
  };
}
