import './overview.css';
import { useState } from 'react';
import { adminText } from '../../text/text.js';
import { Select } from '../../ui/select.js';
import { LagChart } from './lag-chart.js';
import { RevenueChart } from './revenue-chart.js';

/** Figures over time, all of the same range. */
export function Charts() {
  const words = adminText.charts;
  const [days, setDays] = useState<keyof typeof words.ranges>('30');
  return (
    <>
      <div className="filters">
        <Select label={words.range} options={words.ranges} value={days} onChange={setDays} />
      </div>
      <RevenueChart days={Number(days)} />
      <LagChart days={Number(days)} />
    </>
  );
}
