import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asApiError } from '../api/as-api-error.js';
import { Failure } from './failure.js';

interface LoadedProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  /** In its place while it is on its way: as large as what comes. */
  loading: ReactNode;
  children: (value: T) => ReactNode;
}

/** What a query answers; until then its place, and where it fails what went wrong, with the way to try again. */
export function Loaded<T>({ query, loading, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={asApiError(query.error)} onRetry={() => void query.refetch()} />;
  return loading;
}
