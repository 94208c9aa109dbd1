import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Revenue, RevenueDay } from 'kaikei-sdk';
import { lazy, useState } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { minorUnitExponent } from '../../money/format-money.js';
import { currencyName, formatDay, formatMoney } from '../../text/format.js';
import { adminText, text } from '../../text/text.js';
import type { Column } from '../../ui/data-table.js';
import { Loaded } from '../../ui/loaded.js';
import { Select } from '../../ui/select.js';
import { Skeleton } from '../../ui/skeleton.js';
import { ChartFrame } from './chart-frame.js';
import { lastDays } from './days.js';
import type { Series } from './plot.js';

const Plot = lazy(async () => ({ default: (await import('./plot.js')).Plot<RevenueDay> }));

/** What came in, what went back and what remains, by day. */
export function RevenueChart({ days }: { days: number }) {
  const dates = lastDays(days);
  const range = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
  const query = useQuery({
    queryKey: ['admin', 'revenue', range],
    queryFn: ({ signal }) => kaikei.get('/api/admin/statistics/revenue', { query: range, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Loaded query={query} loading={<Skeleton height="26rem" />}>
      {(revenue) => <Figures revenue={revenue} dates={dates} />}
    </Loaded>
  );
}

function Figures({ revenue, dates }: { revenue: Revenue; dates: readonly string[] }) {
  const words = adminText.charts;
  const currencies = byWeight(revenue.data);
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = chosen !== null && currencies.includes(chosen) ? chosen : (currencies[0] ?? 'jpy');
  const rows = everyDay(revenue.data, dates, currency);
  const options = Object.fromEntries(currencies.map((code) => [code, currencyName(code)]));
  return (
    <ChartFrame
      title={words.revenue}
      note={`${words.revenueNote} ${words.timeZone(revenue.time_zone)}`}
      choice={
        currencies.length > 1 && (
          <Select label={words.currency} options={options} value={currency} onChange={setChosen} />
        )
      }
      legend={[words.captured, words.refunded, words.net]}
      columns={columns(currency)}
      rows={rows.filter(({ payments, refunds }) => payments + refunds > 0).toReversed()}
      rowKey={({ date }) => date}
      isEmpty={currencies.length === 0}
      chart={
        <Plot
          rows={rows}
          series={series()}
          labelOf={({ date }) => formatDay(date)}
          formatValue={(value) => formatMoney(value, currency)}
          formatTick={(value) => compact(value / 10 ** minorUnitExponent(currency))}
        />
      }
    />
  );
}

function series(): readonly Series<RevenueDay>[] {
  const words = adminText.charts;
  return [
    { name: words.captured, of: (day) => day.captured, shape: 'bar' },
    { name: words.refunded, of: (day) => day.refunded, shape: 'bar' },
    { name: words.net, of: (day) => day.net, shape: 'line' },
  ];
}

function columns(currency: string): readonly Column<RevenueDay>[] {
  const words = adminText.charts;
  const money = (key: 'captured' | 'refunded' | 'net', header: string): Column<RevenueDay> => ({
    key,
    header,
    align: 'end',
    cell: (day) => <span className="money">{formatMoney(day[key], currency)}</span>,
  });
  return [
    { key: 'day', header: words.day, cell: ({ date }) => formatDay(date) },
    money('captured', words.captured),
    money('refunded', words.refunded),
    money('net', words.net),
  ];
}

/** Those with the most payments first. */
function byWeight(days: readonly RevenueDay[]): readonly string[] {
  const payments = new Map<string, number>();
  for (const day of days) payments.set(day.currency, (payments.get(day.currency) ?? 0) + day.payments);
  return [...payments].sort(([, one], [, other]) => other - one).map(([currency]) => currency);
}

/** Days on which nothing happened are left out of the answer, and stand in the chart all the same. */
function everyDay(days: readonly RevenueDay[], dates: readonly string[], currency: string): RevenueDay[] {
  const known = new Map(days.filter((day) => day.currency === currency).map((day) => [day.date, day]));
  const nothing = { currency, payments: 0, captured: 0, refunds: 0, refunded: 0, net: 0 };
  return dates.map((date) => known.get(date) ?? { ...nothing, date });
}

function compact(value: number): string {
  return new Intl.NumberFormat(text.locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}
