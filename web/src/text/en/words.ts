import { accountWords } from './account.js';
import { cardWords } from './cards.js';
import { commonWords } from './common.js';
import { emailWords } from './email.js';
import { orderWords } from './orders.js';
import { shopWords } from './shop.js';

/** Every word of the shop's pages. Another language is another object of this shape. */
export const words = {
  ...commonWords,
  ...shopWords,
  ...orderWords,
  ...cardWords,
  ...accountWords,
  ...emailWords,
};
