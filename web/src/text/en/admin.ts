import { adminCatalogueWords } from './admin-catalogue.js';
import { adminCustomerWords } from './admin-customers.js';
import { adminEventWords } from './admin-events.js';
import { adminMoneyWords } from './admin-money.js';
import { adminOrderWords } from './admin-orders.js';
import { adminOverviewWords } from './admin-overview.js';

/** The words of the operators' pages. */
export const adminWords = {
  menu: 'Operation',
  toShop: 'To the shop',
  forbiddenTitle: 'These pages are for operators',
  forbidden: 'You are signed in as a customer. Sign in with an operator’s account to go on.',

  lists: {
    filter: 'Filter',
    from: 'From',
    to: 'To',
    all: 'All',
    reset: 'Clear filters',
    nothingFits: 'Nothing fits',
    nothingFitsText: 'Try fewer filters, or others.',
    shown: (count: number, more: boolean) =>
      more ? `${count} shown; there are more.` : count === 1 ? '1 shown' : `${count} shown`,
  },
  none: '—',
  you: 'you',
  system: 'by itself',
  notFoundTitle: 'There is nothing here',
  notFound: 'The address may be wrong, or it belongs to something that is gone.',
  save: 'Save',
  cancel: 'Cancel',
  saving: 'Saving…',
  saved: 'Saved.',

  ...adminOverviewWords,
  ...adminOrderWords,
  ...adminMoneyWords,
  ...adminEventWords,
  ...adminCustomerWords,
  ...adminCatalogueWords,
};
