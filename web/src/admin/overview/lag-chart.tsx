import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EventLag, EventLags } from 'kaikei-sdk';
import { lazy } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { formatShopTime } from '../../text/format.js';
import { adminText } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { Skeleton } from '../../ui/skeleton.js';
import { formatDuration } from '../shared/format-duration.js';
import { ChartFrame } from './chart-frame.js';
import { lastDays } from './days.js';
import type { Series } from './plot.js';

const Plot = lazy(async () => ({ default: (await import('./plot.js')).Plot<EventLag> }));

/** How long Stripe's events waited until they had their effect. */
export function LagChart({ days }: { days: number }) {
  const dates = lastDays(days);
  const range = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
  const query = useQuery({
    queryKey: ['admin', 'lag', range],
    queryFn: ({ signal }) => kaikei.get('/api/admin/statistics/events', { query: range, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={query} loading={<Skeleton height="26rem" />}>
      {(lags) => <Figures lags={lags} />}
    </Loaded>
  );
}

function Figures({ lags }: { lags: EventLags }) {
  const words = adminText.charts;
  const labelOf = ({ from }: EventLag) => formatShopTime(from, lags.time_zone, lags.interval);
  return (
    <ChartFrame
      title={words.lag}
      note={`${words.lagNote} ${words.timeZone(lags.time_zone)}`}
      legend={[words.median, words.p95]}
      columns={columns(labelOf)}
      rows={lags.data.toReversed()}
      rowKey={({ from }) => from}
      isEmpty={lags.data.length === 0}
      chart={
        <Plot
          rows={lags.data}
          series={series()}
          labelOf={labelOf}
          formatValue={formatDuration}
          formatTick={formatDuration}
        />
      }
    />
  );
}

function series(): readonly Series<EventLag>[] {
  const words = adminText.charts;
  return [
    { name: words.median, of: (lag) => lag.p50_ms, shape: 'bar' },
    { name: words.p95, of: (lag) => lag.p95_ms, shape: 'bar' },
  ];
}

function columns(labelOf: (lag: EventLag) => string): readonly Column<EventLag>[] {
  const words = adminText.charts;
  const duration = (key: 'p50_ms' | 'p95_ms' | 'max_ms', header: string): Column<EventLag> => ({
    key,
    header,
    align: 'end',
    cell: ({ [key]: ms }) => (ms === null ? adminText.none : formatDuration(ms)),
  });
  return [
    { key: 'from', header: words.day, cell: labelOf },
    { key: 'received', header: words.received, align: 'end', cell: ({ received }) => received },
    duration('p50_ms', words.median),
    duration('p95_ms', words.p95),
    duration('max_ms', words.slowest),
  ];
}
