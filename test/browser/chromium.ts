import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where the usual packages put it. `CHROMIUM_PATH` names any other place. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** No sandbox of its own (containers forbid it), and no calls home: the tests speak to this machine alone. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws Error that says how to get a browser where there is none */
export async function launchChromium(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM_PATH, ...USUAL_PLACES].find(
    (path) => path && existsSync(path),
  );
  if (!executablePath)
    throw new Error(
      'There is no Chromium. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  return chromium.launch({ executablePath, args: FLAGS });
}
