import type { ReactNode } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';

export interface Series<Row> {
  name: string;
  of: (row: Row) => number | null;
  shape: 'bar' | 'line';
}

interface PlotProps<Row extends object> {
  rows: readonly Row[];
  /** The first three have colours. */
  series: readonly Series<Row>[];
  /** Under the chart. */
  labelOf: (row: Row) => string;
  formatValue: (value: number) => string;
  /** Shorter, beside the chart. */
  formatTick: (value: number) => string;
}

const COLOURS = ['var(--accent)', 'var(--seal)', 'var(--good)'];
const MAX_BAR_PX = 28;
const AXIS_PX = 64;
const TICK = { fill: 'var(--ink-soft)', fontSize: 12 };

/** Bars and lines over time. Without movement, and for the eye alone: the figures stand in a table beside it. */
export function Plot<Row extends object>({ rows, series, labelOf, formatValue, formatTick }: PlotProps<Row>) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...rows]}
        accessibilityLayer={false}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey={labelOf} tickLine={false} axisLine={false} tick={TICK} minTickGap={24} />
        <YAxis tickFormatter={formatTick} tickLine={false} axisLine={false} tick={TICK} width={AXIS_PX} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--sunk)', opacity: 0.6 }}
          content={(tip) => <Tip tip={tip} formatValue={formatValue} />}
        />
        {series.map(({ name, of, shape }, index) =>
          drawn(shape, { name, of, colour: COLOURS[index] ?? 'var(--ink)' }),
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

interface Drawn<Row> {
  name: string;
  of: (row: Row) => number | null;
  colour: string;
}

function drawn<Row>(shape: 'bar' | 'line', { name, of, colour }: Drawn<Row>): ReactNode {
  if (shape === 'bar')
    return (
      <Bar
        key={name}
        name={name}
        dataKey={of}
        fill={colour}
        maxBarSize={MAX_BAR_PX}
        isAnimationActive={false}
      />
    );
  return (
    <Line
      key={name}
      name={name}
      dataKey={of}
      stroke={colour}
      strokeWidth={2}
      dot={false}
      isAnimationActive={false}
    />
  );
}

interface TipProps {
  tip: TooltipContentProps;
  formatValue: (value: number) => string;
}

function Tip({ tip: { active, label, payload }, formatValue }: TipProps) {
  if (!active) return null;
  return (
    <div className="chart-tip">
      <strong>{label}</strong>
      {payload.map(({ name, value }) => (
        <span key={String(name)} className="chart-tip-row">
          {name}
          <span className="money">{typeof value === 'number' ? formatValue(value) : ''}</span>
        </span>
      ))}
    </div>
  );
}
