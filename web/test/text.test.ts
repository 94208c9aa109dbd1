import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatDate, formatMoney, formatRate } from '../src/text/format.js';
import { preferredLanguage, rememberLanguage } from '../src/text/language.js';
import { adminText, loadAdminText, speak, text } from '../src/text/text.js';

/** The parts of a browser that a language is chosen by. */
const stored = new Map<string, string>();

beforeAll(() => {
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
  });
});

afterAll(() => {
  Reflect.deleteProperty(globalThis, 'localStorage');
});

function browserSpeaks(...languages: string[]): void {
  Object.defineProperty(globalThis, 'navigator', { value: { languages }, configurable: true });
}

describe('the language of the first page', () => {
  test.each([
    [['ja-JP', 'en'], 'ja'],
    [['de-DE', 'ja'], 'ja'],
    [['en-GB'], 'en'],
    [['fr'], 'en'],
  ] as const)('of a browser that speaks %j is %s', (languages, expected) => {
    browserSpeaks(...languages);
    expect(preferredLanguage()).toBe(expected);
  });

  test('is the one that was chosen here before', () => {
    browserSpeaks('en-US');
    rememberLanguage('ja');
    expect(preferredLanguage()).toBe('ja');
    stored.set('kaikei.language', 'tlh');
    expect(preferredLanguage()).toBe('en');
  });
});

describe('a page that speaks', () => {
  test('writes amounts and days as its readers do', async () => {
    await speak('ja');
    expect(text.nav.cart).toBe('カート');
    expect(formatMoney(1200, 'jpy')).toBe('￥1,200');
    expect(formatDate('2026-11-26T12:00:00Z')).toBe('2026/11/26');
    await speak('en');
    expect(formatMoney(1200, 'jpy')).toBe('¥1,200');
    expect(formatDate('2026-11-26T12:00:00Z')).toBe('Nov 26, 2026');
    expect(formatRate(8)).toBe('8%');
  });

  test('speaks the language that was asked for last, whichever comes first', async () => {
    await Promise.all([speak('ja'), speak('en'), speak('ja')]);
    expect(text.locale).toBe('ja');
  });

  test('has operators’ words in the same language, and keeps them so', async () => {
    await speak('ja');
    await loadAdminText();
    expect(adminText.overview.title).toBe('概要');
    await speak('en');
    expect(adminText.overview.title).toBe('Overview');
  });
});

/** Every text of a dictionary by its path; of a function, what it makes of its arguments. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const given = Array.from({ length: value.length }, (_, index) => `{${index}}`);
    return [[path, (value as (...words: string[]) => string)(...given)]];
  }
  return Object.entries(value as object).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
}

const everyone = async (): Promise<[unknown, unknown]> => [
  (await import('../src/text/en/words.js')).words,
  (await import('../src/text/ja/words.js')).words,
];
const operators = async (): Promise<[unknown, unknown]> => [
  (await import('../src/text/en/admin.js')).adminWords,
  (await import('../src/text/ja/admin.js')).adminWords,
];

test.each([
  ['for everyone', everyone],
  ['for operators', operators],
])('every Japanese text %s is there, is Japanese, and says everything that it is given', async (_, load) => {
  const [english, japanese] = await load();
  const translated = new Map(leaves(japanese, ''));
  for (const [path, words] of leaves(english, '')) {
    const translation = translated.get(path);
    expect({ path, translation }).toEqual({ path, translation: expect.any(String) });
    const given = words.match(/\{\d\}/g) ?? [];
    for (const part of given)
      expect({ path, translation }).toEqual({ path, translation: expect.stringContaining(part) });
    if (/[a-z] [a-z]/i.test(words))
      expect({ path, translation }).toEqual({ path, translation: expect.not.stringMatching(/[a-z] [a-z]/) });
  }
});
