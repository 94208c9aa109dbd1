import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asApiError } from '../api/as-api-error.js';
import { text } from '../text/text.js';
import { Failure } from './failure.js';

interface LoadedProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isRefetchError' | 'refetch'>;
  /** In its place while it is on its way: as large as what comes. */
  loading: ReactNode;
  children: (value: T) => ReactNode;
}

/**
 * What a query answers; until then its place, and where it fails what went wrong, with the way to try again. What was answered before
 * stays, and is said to be of before.
 */
export function Loaded<T>({ query, loading, children }: LoadedProps<T>) {
  const { data, error, isRefetchError, refetch } = query;
  const retry = () => void refetch();
  if (data === undefined && !error) return loading;
  return (
    <>
      {error && data === undefined && <Failure error={asApiError(error)} onRetry={retry} />}
      {error && isRefetchError && (
        <Failure error={asApiError(error)} title={text.problem.staleTitle} onRetry={retry} />
      )}
      {data !== undefined && children(data)}
    </>
  );
}
