import type { ReactNode } from 'react';
import type { List } from '../../hooks/use-list.js';
import type { Column } from '../../ui/data-table.js';
import { PageHeading } from '../../ui/page-heading.js';
import { Filters } from './filters.js';
import { ListView } from './list-view.js';

interface ListPageProps<Row> {
  words: { title: string; lead?: string; emptyTitle: string; empty: string };
  /** Adds to the list. */
  action?: ReactNode;
  filters?: ReactNode;
  list: List<Row>;
  columns: readonly Column<Row>[];
  /** Takes the filters off; undefined where none is on. */
  onReset?: (() => void) | undefined;
  /** Between the filters and the list. */
  children?: ReactNode;
}

/** A page that is a list: what it holds, what narrows it down, and its rows. */
export function ListPage<Row extends { id: string }>({
  words,
  action,
  filters,
  children,
  ...list
}: ListPageProps<Row>) {
  return (
    <div className="stack-l">
      <PageHeading title={words.title}>
        {words.lead && <p className="soft reading">{words.lead}</p>}
        {action && <div className="row">{action}</div>}
      </PageHeading>
      {filters && <Filters>{filters}</Filters>}
      {children}
      <ListView
        {...list}
        caption={words.title}
        rowKey={({ id }) => id}
        empty={{ title: words.emptyTitle, text: words.empty }}
      />
    </div>
  );
}
