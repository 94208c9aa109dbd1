import './overview.css';
import { type ReactNode, Suspense, useId } from 'react';
import { adminText } from '../../text/text.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Disclosure } from '../../ui/disclosure.js';
import { Skeleton } from '../../ui/skeleton.js';

interface ChartFrameProps<Row> {
  title: string;
  note: string;
  /** Beside the title: what is shown can be chosen. */
  choice?: ReactNode;
  /** Words for the colours, in their order. */
  legend: readonly string[];
  /** The same figures to read, for those who cannot see the chart. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isEmpty: boolean;
  chart: ReactNode;
}

const SERIES = ['series-first', 'series-second', 'series-third'];

/** A chart with its words around it: the library that draws it is loaded only now. */
export function ChartFrame<Row>({
  title,
  note,
  choice,
  legend,
  isEmpty,
  chart,
  ...table
}: ChartFrameProps<Row>) {
  const id = useId();
  const words = adminText.charts;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <div className="chart-head">
        <h2 id={id}>{title}</h2>
        {choice}
      </div>
      <ul className="chart-legend" aria-hidden="true">
        {legend.map((name, index) => (
          <li key={name} className={SERIES[index]}>
            {name}
          </li>
        ))}
      </ul>
      <div className="chart-place">
        {isEmpty ? (
          <p className="chart-empty soft">{words.empty}</p>
        ) : (
          <Suspense fallback={<Skeleton height="17rem" />}>
            <div className="chart-place" role="img" aria-label={words.bars(title)}>
              {chart}
            </div>
          </Suspense>
        )}
      </div>
      <p className="small soft">{note}</p>
      {!isEmpty && (
        <Disclosure title={words.asTable}>
          <DataTable caption={title} columns={table.columns} rows={table.rows} rowKey={table.rowKey} />
        </Disclosure>
      )}
    </section>
  );
}
