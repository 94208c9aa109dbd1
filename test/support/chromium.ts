import { type Browser, chromium } from 'playwright-core';

/** A browser that has to be a quiet guest: no services of its own, and no sandbox, which root cannot have. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that `npm run test:browser` has found. Close it when done. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath)
    throw new Error('CHROMIUM_PATH is not set: run these tests through "npm run test:browser".');
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}
