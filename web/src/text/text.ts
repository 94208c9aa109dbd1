import { en, type Text } from './en.js';

/** The words of the language that the page is shown in. */
export const text: Text = en;
