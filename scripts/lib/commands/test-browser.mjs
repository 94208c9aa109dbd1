import { buildStale } from '../build.mjs';
import { HOW_TO_GET_CHROMIUM, findChromium } from '../chromium.mjs';
import { runJest, summaryLine } from '../jest.mjs';

/**
 * `npm run test:browser [-- jest's arguments]`: the pages in headless Chromium.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runBrowserTests(args) {
  const path = findChromium(process.env);
  if (!path) {
    console.error(HOW_TO_GET_CHROMIUM);
    return 1;
  }
  let tally = { passed: 0, failed: 1 };
  try {
    await Promise.all(Object.values(buildStale({ log: console.log })));
    tally = await runJest(['--config', 'test/browser/jest.config.mjs', ...args], {
      ...process.env,
      CHROMIUM_PATH: path,
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.log(summaryLine(tally));
  return tally.failed === 0 ? 0 : 1;
}
