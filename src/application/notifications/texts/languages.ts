import { ENGLISH } from './english.js';
import { JAPANESE } from './japanese.js';
import type { Letter, Texts } from './letter.js';

const LANGUAGES: readonly Texts[] = [ENGLISH, JAPANESE];
const RULE = `\n\n${'-'.repeat(60)}\n\n`;

/** Accounts hold no language: a letter is written in each, one below the other. */
export function inEveryLanguage(write: (texts: Texts) => Letter): Letter {
  const letters = LANGUAGES.map(write);
  return {
    subject: letters.map(({ subject }) => subject).join(' / '),
    text: letters.map(({ text }) => text).join(RULE),
  };
}
