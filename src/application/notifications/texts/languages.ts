import type { Locale } from '../../../domain/shared/locale.js';
import { ENGLISH } from './english.js';
import { JAPANESE } from './japanese.js';
import type { Letter, Texts } from './letter.js';

const LANGUAGES: Readonly<Record<Locale, Texts>> = { en: ENGLISH, ja: JAPANESE };
const RULE = `\n\n${'-'.repeat(60)}\n\n`;

/** A letter in the reader's language. To those who have not said theirs it is written in each, one below the other. */
export function inLanguageOf(
  { locale }: { readonly locale: Locale | null },
  write: (texts: Texts) => Letter,
): Letter {
  if (locale !== null) return write(LANGUAGES[locale]);
  const letters = Object.values(LANGUAGES).map(write);
  return {
    subject: letters.map(({ subject }) => subject).join(' / '),
    text: letters.map(({ text }) => text).join(RULE),
  };
}
