import type { ApiError } from 'kaikei-sdk';
import { describeError } from '../text/describe-error.js';
import { text } from '../text/text.js';
import { Button } from './button.js';
import { Notice } from './notice.js';
import { focusHeading } from './page-heading.js';

interface FailureProps {
  error: ApiError;
  title?: string;
  onRetry?: () => void;
}

/** What could not be loaded, and the way to try again. */
export function Failure({ error, title = text.problem.title, onRetry }: FailureProps) {
  function retry() {
    focusHeading();
    onRetry?.();
  }

  return (
    <Notice tone="bad" title={title} role="alert">
      <p>{describeError(error)}</p>
      {onRetry && (
        <div className="row">
          <Button look="quiet" onPress={retry}>
            {text.common.retry}
          </Button>
        </div>
      )}
    </Notice>
  );
}
