import type { Page } from 'playwright-core';

/** The first request to `address`, a glob, takes effect, and its answer never arrives. */
export async function loseFirstAnswer(page: Page, address: string): Promise<void> {
  let isFirst = true;
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const isLost = isFirst;
    isFirst = false;
    await (isLost ? route.abort() : route.fulfill({ response }));
  });
}
