import { Store } from '../store/store.js';

export type Language = 'en' | 'ja';

/** In their own words, for the one who reads no other. */
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' };

const STORAGE_KEY = 'kaikei.language';

/** What the page speaks now; null before its first words. Set by `speak`. */
export const language = new Store<Language | null>(null);

/** What was chosen here before, else the first of the browser's languages that we speak. */
export function preferredLanguage(): Language {
  const wishes = [localStorage.getItem(STORAGE_KEY), ...navigator.languages];
  return wishes.map(baseOf).find(isLanguage) ?? 'en';
}

export function rememberLanguage(chosen: Language): void {
  localStorage.setItem(STORAGE_KEY, chosen);
}

function isLanguage(word: string | undefined): word is Language {
  return word !== undefined && Object.hasOwn(LANGUAGES, word);
}

/** `ja` of `ja-JP`. */
function baseOf(tag: string | null): string | undefined {
  return tag?.split('-')[0]?.toLowerCase();
}
