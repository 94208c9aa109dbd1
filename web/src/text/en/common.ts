/** What stands on every page, and what any page may have to say. */
export const commonWords = {
  locale: 'en',
  brand: 'Kaikei',

  common: {
    skip: 'Skip to content',
    loading: 'Loading',
    retry: 'Try again',
    more: 'Show more',
    loadingMore: 'Loading more…',
    listEnd: 'That is all.',
    menu: 'Main',
  },

  nav: {
    shop: 'Shop',
    cart: 'Cart',
    orders: 'Orders',
    account: 'Account',
    signIn: 'Sign in',
    admin: 'Operation',
  },
  cartCount: (count: number) => (count === 1 ? '1 item' : `${count} items`),

  footer: {
    terms: 'Terms',
    privacy: 'Privacy',
    docs: 'API',
    sandbox: 'Stripe sandbox',
    mails: 'Mails',
    language: 'Language',
    testMode: 'Test mode: no real money moves here.',
  },

  problem: {
    title: 'That did not work',
    staleTitle: 'What is shown here may have changed',
    noAnswer: 'The shop’s server did not answer. Check your connection, then try again.',
    server: 'Something went wrong on our side. Nothing was lost; please try again in a moment.',
    tooMany: 'That was a lot of tries in a short time. Please wait a minute, then try again.',
    refused: (message: string) => message,
    byCode: {
      account_in_use:
        'You still have orders that are not settled. Pay or cancel them, or wait until their payments and disputes are over; then delete your account.',
      last_operator: 'You are the only operator. Make somebody else an operator first.',
      too_many_links:
        'You have asked for many links within an hour. The newest one still works; please wait a while before you ask for another.',
      session_ended: 'You have been signed out. Sign in again.',
      invalid_credentials: 'This e-mail address and password do not belong together.',
      email_taken: 'There is an account with this e-mail address already. Sign in instead?',
      stripe_unavailable:
        'Stripe cannot be reached right now. You have not been charged; please try again in a moment.',
      payment_intent_creation_failed: 'Stripe could not open this payment. You have not been charged.',
      payment_replaced:
        'This order is being paid in another tab or window. Go on there, or load this page again.',
      payment_method_not_found: 'This card is not saved any more.',
      idempotency_in_progress:
        'This order is still being placed. Give it a moment, then look at your orders.',
    } as Record<string, string>,
  },

  notFound: {
    title: 'There is nothing here',
    text: 'The address may be wrong, or the page has moved.',
  },

  crashed: {
    title: 'This page broke',
    text: 'That is our mistake. Your cart and orders are safe.',
    reload: 'Load the page again',
    notLoadedTitle: 'This page could not be loaded',
    notLoaded:
      'The shop’s server did not answer, or has a newer version by now. Check your connection, then load the page again.',
  },

  terms: {
    title: 'Terms',
    paragraphs: [
      'An order is an offer to buy at the prices shown, tax included or added as stated on the order.',
      'You pay through Stripe. An order counts as paid once Stripe has confirmed the payment to this shop, and not before.',
      'An order that is not paid can be cancelled at any time. Refunds go back to the card that was charged.',
      'The shop’s operator may add terms of their own; ask them if anything is unclear.',
    ],
  },

  privacy: {
    title: 'Privacy notice',
    paragraphs: [
      'This shop keeps your name, your e-mail address, your orders and the times at which you accepted these pages.',
      'Your password is kept only as a one-way hash. Card details go straight to Stripe and are never seen by this shop.',
      'Signing in sets cookies that are needed for nothing but that. Your cart stays in this browser. Nothing is tracked.',
    ],
  },
};
