import type { adminWords } from './en/admin.js';
import type { words } from './en/words.js';
import { language, type Language } from './language.js';

export type Text = typeof words;
export type AdminText = typeof adminWords;

/**
 * The words of the language that the page speaks. They are there before the first page is drawn and are others after `speak`: read them
 * while drawing, and never keep them in a constant of a module.
 */
export let text: Text;

/** The words of the operators' pages, which are loaded with those pages. */
export let adminText: AdminText;

/** What to say of the API's refusals, by their codes: of those that are known to the pages that are loaded. */
export let problems: Readonly<Record<string, string>> = {};

// A language is a file of its own, so that nobody loads another one's words.
const sources = {
  en: { words: () => import('./en/words.js'), admin: () => import('./en/admin.js') },
  ja: { words: () => import('./ja/words.js'), admin: () => import('./ja/admin.js') },
};

let wanted: Language | null = null;
let wantsAdmin = false;

/** Loads a language and has the whole page speak it. @throws Error when its words cannot be had; the page goes on as it was */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  const [main, admin] = await Promise.all([sources[next].words(), wantsAdmin ? sources[next].admin() : null]);
  // Another one was chosen meanwhile.
  if (wanted !== next) return;
  text = main.words;
  if (admin) adminText = admin.adminWords;
  problems = { ...text.problem.byCode, ...admin?.adminWords.problems };
  language.set(next);
}

/** Loads the words of the operators' pages, in the language that the page speaks. */
export async function loadAdminText(): Promise<void> {
  wantsAdmin = true;
  await speak(wanted ?? 'en');
}
