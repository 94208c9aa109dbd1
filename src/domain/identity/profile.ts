import type { Locale } from '../shared/locale.js';

/** What users tell about themselves and may change. */
export interface Profile {
  readonly name: string;
  readonly phone: string | null;
  /** Calendar date, `YYYY-MM-DD`. */
  readonly birthdate: string | null;
  /** Of the mails to them; null: not said. */
  readonly locale: Locale | null;
}

/** What is undefined stays as it is; null removes. */
export interface ProfileChanges {
  readonly name?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly birthdate?: string | null | undefined;
  readonly locale?: Locale | null | undefined;
}

const NAME_MAX_CHARACTERS = 200;
/** E.164 numbers have up to 15 digits; this leaves room for the ways people group them and for extensions. */
const PHONE = /^\+?[0-9(][0-9 ().-]{3,30}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** No one alive was born earlier. */
const EARLIEST_BIRTHDATE = '1900-01-01';
const CONTROL_CHARACTER = /\p{Cc}/u;
/** Those that turn the text around them, and would turn that of whoever lists the name. Letters bring their direction along. */
const TURNS_TEXT = /[\u202a-\u202e\u2066-\u2069]/;
/** Space, what joins or parts letters without being one, and letters that show nothing: Hangul's fillers, a blank in Braille. */
const UNSEEN = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

export function nameProblem(name: string): string | null {
  if (UNSEEN.test(name)) return 'must not be empty';
  if ([...name].length > NAME_MAX_CHARACTERS) return `must be at most ${NAME_MAX_CHARACTERS} characters long`;
  if (CONTROL_CHARACTER.test(name) || TURNS_TEXT.test(name)) return 'must not contain control characters';
  return null;
}

export function phoneProblem(phone: string): string | null {
  return PHONE.test(phone) ? null : 'must be a telephone number, such as +81 90 1234 5678';
}

/** @param today decides what lies in the future */
export function birthdateProblem(birthdate: string, today: Date): string | null {
  if (!isCalendarDate(birthdate)) return 'must be a date, such as 1990-12-31';
  // ISO dates compare as text. A day of tolerance: it is already tomorrow in the east.
  const tomorrow = new Date(today.getTime() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  if (birthdate < EARLIEST_BIRTHDATE || birthdate > tomorrow)
    return 'must be a date of birth of someone alive';
  return null;
}

/** Refuses days that do not exist, such as 2026-02-30. */
function isCalendarDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
