import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../api/as-api-error.js';
import type { List } from '../hooks/use-list.js';
import { text } from '../text/text.js';
import { Button } from './button.js';
import { Failure } from './failure.js';

/** The end of a list of which there is more, and what went wrong when asking for it. */
export function MoreButton<T>({ list }: { list: List<T> }) {
  const [wasAsked, setAsked] = useState(false);
  if (!list.hasNextPage) return wasAsked ? <End /> : null;
  function askForMore() {
    setAsked(true);
    void list.fetchNextPage();
  }
  return (
    <div className="stack">
      {list.isFetchNextPageError && <Failure error={asApiError(list.error)} />}
      <Button look="quiet" wide busy={list.isFetchingNextPage} onPress={askForMore}>
        {list.isFetchingNextPage ? text.common.loadingMore : text.common.more}
      </Button>
    </div>
  );
}

/** Takes the focus over from the button that was pressed and is gone, where it has it still. */
function End() {
  const end = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) end.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p className="small soft" tabIndex={-1} ref={end}>
      {text.common.listEnd}
    </p>
  );
}
