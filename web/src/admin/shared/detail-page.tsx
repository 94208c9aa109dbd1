import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asApiError } from '../../api/as-api-error.js';
import { adminText, text } from '../../text/text.js';
import { ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Failure } from '../../ui/failure.js';
import { PageHeading } from '../../ui/page-heading.js';
import { SkeletonLines } from '../../ui/skeleton.js';

interface DetailPageProps<T> {
  query: UseQueryResult<T>;
  /** Where all of its kind are. */
  list: { href: string; label: string };
  /** `null` while nobody knows: what things of this kind are called. */
  title: (value: T | null) => string;
  /** Beside the title. */
  mark?: (value: T) => ReactNode;
  children: (value: T) => ReactNode;
}

/** A page about one thing: while it is on its way, where there is none, and once it is there. */
export function DetailPage<T>({ query, list, title, mark, children }: DetailPageProps<T>) {
  const { data, error } = query;
  return (
    <div className="stack-l">
      <PageHeading title={title(data ?? null)} up={list} mark={data !== undefined && mark?.(data)} />
      {query.isPending && <SkeletonLines count={8} />}
      {error && (
        <LookUpFailure
          error={asApiError(error)}
          isStale={data !== undefined}
          list={list}
          onRetry={() => void query.refetch()}
        />
      )}
      {data !== undefined && children(data)}
    </div>
  );
}

interface LookUpFailureProps extends Pick<DetailPageProps<unknown>, 'list'> {
  error: ReturnType<typeof asApiError>;
  /** What was found before is still shown. */
  isStale: boolean;
  onRetry: () => void;
}

/** Because there is none, or because it could not be loaded. */
function LookUpFailure({ error, isStale, list, onRetry }: LookUpFailureProps) {
  if (isStale) return <Failure error={error} title={text.problem.staleTitle} onRetry={onRetry} />;
  if (error.status !== 404) return <Failure error={error} onRetry={onRetry} />;
  return (
    <EmptyState
      title={adminText.notFoundTitle}
      action={<ButtonLink href={list.href}>{list.label}</ButtonLink>}
    >
      {adminText.notFound}
    </EmptyState>
  );
}
