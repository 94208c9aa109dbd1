import type { ApiError } from 'kaikei-sdk';
import { adminText } from '../../text/text.js';
import { ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Failure } from '../../ui/failure.js';

interface LookUpFailureProps {
  error: ApiError;
  /** Where those are that there are. */
  list: { href: string; label: string };
  onRetry: () => void;
}

/** One thing that could not be shown: because there is none, or because it could not be loaded. */
export function LookUpFailure({ error, list, onRetry }: LookUpFailureProps) {
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
