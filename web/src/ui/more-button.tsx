import { asApiError } from '../api/as-api-error.js';
import type { List } from '../hooks/use-list.js';
import { text } from '../text/text.js';
import { Button } from './button.js';
import { Failure } from './failure.js';

/** The end of a list of which there is more, and what went wrong when asking for it. */
export function MoreButton<T>({ list }: { list: List<T> }) {
  if (!list.hasNextPage) return null;
  return (
    <div className="stack">
      {list.isFetchNextPageError && <Failure error={asApiError(list.error)} />}
      <Button look="quiet" wide busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
        {list.isFetchingNextPage ? text.common.loadingMore : text.common.more}
      </Button>
    </div>
  );
}
