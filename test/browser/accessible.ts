import { expect } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Everything that axe calls a failure of WCAG 2.2 A and AA, and its own best practices. */
const RUN_AXE = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}).then(({ violations }) => violations.map(({ id, nodes }) =>
  ({ rule: id, places: nodes.map((node) => node.target.join(' ')), why: nodes[0].failureSummary })))`;

/** Colours turn from one scheme to the other by themselves: until then they are of neither. */
const TRANSITIONS_ARE_OVER = `new Promise((resolve) => requestAnimationFrame(resolve)).then(() =>
  Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)))`;

/** Holds the page against axe, as it stands now, in the light and in the dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(TRANSITIONS_ARE_OVER);
    if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
    expect({ colorScheme, violations: await page.evaluate(RUN_AXE) }).toEqual({
      colorScheme,
      violations: [],
    });
  }
}
