import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const OUTSIDE_PATH = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export const HOW_TO_GET_CHROMIUM = `There is no Chromium on this machine. On Debian and Ubuntu:

  sudo apt-get update && sudo apt-get install -y chromium

elsewhere install Chrome or Chromium in the usual way, or set CHROMIUM_PATH to one.`;

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} path of a Chromium; CHROMIUM_PATH alone counts when it is set
 */
export function findChromium(env) {
  const given = env['CHROMIUM_PATH'];
  if (given) return isExecutable(given) ? given : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...OUTSIDE_PATH,
  ];
  return candidates.find(isExecutable);
}
