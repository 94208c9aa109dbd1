import type { Pages } from '../hooks/use-pages.js';
import { text } from '../text/text.js';
import { Button } from './button.js';
import { Failure } from './failure.js';

/** The end of a list of which there is more, and what went wrong when asking for it. */
export function MoreButton<T>({ pages }: { pages: Pages<T> }) {
  if (!pages.hasMore) return null;
  return (
    <div className="stack">
      {pages.moreError && <Failure error={pages.moreError} />}
      <Button look="quiet" wide busy={pages.loadingMore} onClick={pages.loadMore}>
        {pages.loadingMore ? text.common.loadingMore : text.common.more}
      </Button>
    </div>
  );
}
