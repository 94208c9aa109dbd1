import './data-table.css';
import type { ReactNode } from 'react';

export interface Column<Row> {
  /** Unique in its table. */
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for amounts and counts. */
  align?: 'start' | 'end';
}

interface DataTableProps<Row> {
  /** What the rows are, for screen readers. */
  caption: string;
  /** The first one names the row: there belongs the link to its page. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Older rows stand there while newer ones are on their way. */
  isStale?: boolean;
}

/**
 * Rows to read and to follow. A plain table, since a grid would take the arrow keys from whoever only reads; where there is no room
 * for its columns, each row becomes a list of them.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, isStale = false }: DataTableProps<Row>) {
  return (
    <table className="data-table" aria-busy={isStale}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, header, align }) => (
            <th key={key} scope="col" className={alignment(align)}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, header, cell, align }, index) =>
              index === 0 ? (
                <th key={key} scope="row" className={alignment(align)}>
                  <div>{cell(row)}</div>
                </th>
              ) : (
                <td key={key} className={alignment(align)}>
                  <span className="data-table-label">{header}</span>
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function alignment(align: 'start' | 'end' | undefined): string | undefined {
  return align === 'end' ? 'align-end' : undefined;
}
