import { accountWords } from './account.js';
import { cardWords } from './cards.js';
import { commonWords } from './common.js';
import { emailWords } from './email.js';
import { orderWords } from './orders.js';
import { shopWords } from './shop.js';

/** The same in Japanese: the compiler misses what is missing. */
export const words = {
  ...commonWords,
  ...shopWords,
  ...orderWords,
  ...cardWords,
  ...accountWords,
  ...emailWords,
};
