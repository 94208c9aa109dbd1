import { text } from '../text/text.js';

// The first that fits: most browsers also name those that they descend from.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** Whatever else signs in names itself first, as in `curl/8.5.0`; as much of it as fits a line. */
const PROGRAM = /^[\x21-\x7e]{1,40}/;

/** What people call the browser or program of a `User-Agent`. It is a claim, and shown as no more. */
export function describeDevice(userAgent: string | null): string {
  if (userAgent === null) return text.account.unknownDevice;
  const browser = nameIn(BROWSERS, userAgent);
  const system = nameIn(SYSTEMS, userAgent);
  if (browser && system) return text.account.browserOn(browser, system);
  return browser ?? PROGRAM.exec(userAgent)?.[0] ?? text.account.unknownDevice;
}

function nameIn(names: readonly [RegExp, string][], userAgent: string): string | undefined {
  return names.find(([pattern]) => pattern.test(userAgent))?.[1];
}
