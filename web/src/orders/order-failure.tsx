import type { ApiError } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { EmptyState } from '../ui/empty-state.js';
import { Failure } from '../ui/failure.js';

interface OrderFailureProps {
  error: ApiError;
  /** What was found before is still shown. */
  isStale: boolean;
  onRetry: () => void;
}

/** An order that could not be shown. Someone else's looks like none at all. */
export function OrderFailure({ error, isStale, onRetry }: OrderFailureProps) {
  if (isStale) return <Failure error={error} title={text.problem.staleTitle} onRetry={onRetry} />;
  if (![400, 403, 404].includes(error.status)) return <Failure error={error} onRetry={onRetry} />;
  return (
    <EmptyState
      title={text.order.notFoundTitle}
      action={<ButtonLink href="/orders">{text.order.toOrders}</ButtonLink>}
    >
      {text.order.notFound}
    </EmptyState>
  );
}
