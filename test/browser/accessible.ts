import { expect } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expectNothingJumped, watchJumps } from './jumps.js';

/** Everything that axe calls a failure of WCAG 2.2 A and AA, and its own best practices. */
const RUN_AXE = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}).then(({ violations }) => violations.map(({ id, nodes }) =>
  ({ rule: id, places: nodes.map((node) => node.target.join(' ')), why: nodes[0].failureSummary })))`;

/** Colours turn from one scheme to the other by themselves: until then they are of neither. */
const TRANSITIONS_ARE_OVER = `new Promise((resolve) => requestAnimationFrame(resolve)).then(() =>
  Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)))`;

/** Nobody scrolls to both sides to read, on this screen and wider ones (WCAG 2.2, 1.4.10). */
const NARROWEST = { width: 320, height: 900 };
/** The body's place is without that of the scroll bar, which phones do not have. */
const WIDER_THAN_THE_SCREEN = 'document.documentElement.scrollWidth - document.body.offsetWidth';

/** Holds the page against axe, as it stands now, in the light and in the dark; nor is it wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectToFit(page);
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

async function expectToFit(page: Page): Promise<void> {
  expect({ at: page.viewportSize(), widerBy: await page.evaluate(WIDER_THAN_THE_SCREEN) }).toMatchObject({
    widerBy: 0,
  });
}

/** The same of pages, one after the other, once they have all that they ask for; and that nothing jumped until then. */
export async function expectPagesAccessible(page: Page, paths: readonly string[]): Promise<void> {
  const screen = page.viewportSize() ?? NARROWEST;
  await watchJumps(page);
  for (const path of paths) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectNothingJumped(page);
    await expectAccessible(page);
    await page.setViewportSize(NARROWEST);
    await expectToFit(page);
    await page.setViewportSize(screen);
  }
}
