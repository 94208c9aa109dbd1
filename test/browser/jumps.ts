import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

/** What Google calls good is 0.1 for a whole visit (https://web.dev/articles/cls); ours stays well below. */
const MAX_LAYOUT_SHIFT = 0.05;

const WATCH = `(() => {
  window.jumps = [];
  const place = ({ node, previousRect, currentRect }) =>
    [node?.className || node?.nodeName, previousRect.y, currentRect.y].join(' ');
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) window.jumps.push({ value: entry.value, places: entry.sources.map(place) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

/** Notes from now on, and on every page that is loaded later, what moved without anybody having pressed anything. */
export async function watchJumps(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
  await page.evaluate(WATCH);
}

/** Since the page was loaded. */
export async function expectNothingJumped(page: Page): Promise<void> {
  const jumps = await page.evaluate<{ value: number; places: string[] }[]>('window.jumps');
  const sum = jumps.reduce((total, { value }) => total + value, 0);
  expect(sum > MAX_LAYOUT_SHIFT ? jumps : []).toEqual([]);
}
