import type { List } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loaded } from '../../ui/loaded.js';
import { MoreButton } from '../../ui/more-button.js';
import { SkeletonLines } from '../../ui/skeleton.js';

interface ListViewProps<Row> {
  list: List<Row>;
  /** What the rows are, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Where there is nothing at all. */
  empty: { title: string; text: string };
  /** Takes the filters off; undefined where none is on. */
  onReset?: (() => void) | undefined;
}

/** A list of operators: its rows, its end, and what stands in its place while it loads, is empty or failed. */
export function ListView<Row>({ list, caption, columns, rowKey, empty, onReset }: ListViewProps<Row>) {
  return (
    <div className="stack">
      <Loaded query={list} loading={<SkeletonLines count={8} />}>
        {() =>
          list.rows.length === 0 ? (
            <Nothing empty={empty} onReset={onReset} />
          ) : (
            <>
              <p className="small soft" role="status">
                {adminText.lists.shown(list.rows.length, list.hasNextPage)}
              </p>
              <DataTable
                caption={caption}
                columns={columns}
                rows={list.rows}
                rowKey={rowKey}
                isStale={list.isPlaceholderData}
              />
            </>
          )
        }
      </Loaded>
      <MoreButton list={list} />
    </div>
  );
}

function Nothing({ empty, onReset }: Pick<ListViewProps<unknown>, 'empty' | 'onReset'>) {
  if (!onReset) return <EmptyState title={empty.title}>{empty.text}</EmptyState>;
  const words = adminText.lists;
  return (
    <EmptyState
      title={words.nothingFits}
      action={
        <Button look="quiet" onPress={onReset}>
          {words.reset}
        </Button>
      }
    >
      {words.nothingFitsText}
    </EmptyState>
  );
}
