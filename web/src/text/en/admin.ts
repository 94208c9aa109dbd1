import { adminAccessWords } from './admin-access.js';
import { adminCatalogueWords } from './admin-catalogue.js';
import { adminCustomerWords } from './admin-customers.js';
import { adminEventWords } from './admin-events.js';
import { adminMoneyWords } from './admin-money.js';
import { adminOrderWords } from './admin-orders.js';
import { adminOverviewWords } from './admin-overview.js';
import { adminWebhookWords } from './admin-webhooks.js';

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
    separator: ', ',
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
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'Your browser does not let this page copy. Select the text instead.',
  shownOnceDone: 'I have it',

  /** By the API's codes, beside those that customers meet. */
  problems: {
    refund_exceeds_captured: 'That is more than is left to refund. Load the page again to see what is left.',
    order_not_refundable: 'This order cannot be refunded as it stands.',
    payment_disputed: 'The payment is disputed, and Stripe does not refund it: answer or accept the dispute.',
    order_not_capturable: 'Nothing is held for this order that could be captured.',
    capture_in_progress: 'Another capture is under way. Wait until it is settled.',
    payment_close_failed: 'Stripe refused to close the open payment, so the order cannot be cancelled.',
    evidence_missing: 'There is no evidence yet: give some, or accept the dispute.',
    dispute_closed: 'The dispute is over: there is nothing left to answer.',
    event_thinned: 'Its payload is not kept any more, so it cannot be processed again. It had its effect.',
    price_immutable: 'This price was ordered: it can only be taken off or put on.',
    webhook_url_refused: 'Webhooks are not sent there: the address must be a public one.',
    api_key_shown_once: 'The key was made, but its answer was lost. Revoke it and make another one.',
    own_role: 'Your own role is changed by another operator.',
    email_unverified: 'Their e-mail address is not verified. Let them open the link in their mail first.',
    signs_in_elsewhere: 'This account signs in by another issuer. Operators sign in here, with a password.',
    busy: 'The server has too much to do just now. Try again in a moment.',
  } as Record<string, string>,

  ...adminOverviewWords,
  ...adminOrderWords,
  ...adminMoneyWords,
  ...adminEventWords,
  ...adminCustomerWords,
  ...adminCatalogueWords,
  ...adminWebhookWords,
  ...adminAccessWords,
};
