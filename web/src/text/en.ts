import { cardWords } from './en-cards.js';
import { orderWords } from './en-orders.js';

/** Every word of the pages. Another language is another object of this shape. */
export const en = {
  locale: 'en',
  brand: 'Kaikei',

  common: {
    skip: 'Skip to content',
    loading: 'Loading',
    retry: 'Try again',
    more: 'Show more',
    loadingMore: 'Loading more…',
    menu: 'Main',
  },

  nav: { shop: 'Shop', cart: 'Cart', orders: 'Orders', account: 'Account', signIn: 'Sign in' },
  cartCount: (count: number) => (count === 1 ? '1 item' : `${count} items`),

  footer: {
    terms: 'Terms',
    privacy: 'Privacy',
    docs: 'API',
    sandbox: 'Stripe sandbox',
    testMode: 'Test mode: no real money moves here.',
  },

  problem: {
    title: 'That did not work',
    noAnswer: 'The shop’s server did not answer. Check your connection, then try again.',
    server: 'Something went wrong on our side. Nothing was lost; please try again in a moment.',
    tooMany: 'That was a lot of tries in a short time. Please wait a minute, then try again.',
    byCode: {
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

  shop: {
    title: 'Shop',
    products: 'Products',
    lead: 'Pay by card. An order turns paid once Stripe has confirmed it, and not before.',
    currency: 'Show prices in',
    add: 'Add to cart',
    named: (action: string, name: string) => `${action}: ${name}`,
    added: (name: string, count: string) => `${name} is in your cart. ${count} in all.`,
    cartFull: (limit: number) => `Your cart is full: it holds up to ${limit} different things.`,
    addMore: (count: number) => `Add another (${count})`,
    taxFree: 'tax-free',
    taxIncluded: 'tax included',
    taxOnTop: (rate: string) => `plus ${rate} tax`,
    onlyIn: (code: string) => `Sold in ${code} only`,
    twoCurrencies: 'It now holds more than one currency; each becomes an order of its own.',
    subscriptions: 'Subscriptions',
    subscriptionsLead: 'Billed again and again until cancelled. They cannot be bought on this page yet.',
    subscription: 'Subscription',
    perInterval: (amount: string, interval: string) => `${amount} / ${interval}`,
    emptyTitle: 'Nothing for sale yet',
    empty: 'When the shop’s operator adds products, they show up here.',
  },

  cart: {
    title: 'Cart',
    emptyTitle: 'Your cart is empty',
    empty: 'What you put into it stays here, also when you close the page.',
    toShop: 'Go to the shop',
    each: (amount: string) => `${amount} each`,
    quantity: (name: string) => `Quantity of ${name}`,
    fewer: (name: string) => `One ${name} fewer`,
    another: (name: string) => `One more ${name}`,
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} was removed from your cart.`,
    changed: (name: string, quantity: number) => `${name}: ${quantity}`,
    split: (count: number) =>
      `An order has one currency, so this cart becomes ${count} orders. Place them one after the other; each is paid on its own.`,
    inCurrency: (code: string) => `Items in ${code}`,
    sum: 'Items',
    taxNote: 'Tax and total are worked out with the order. You see both before you pay.',
    checkout: 'Continue to payment',
    checkoutSignedOut: 'Sign in and continue',
    placing: 'Placing your order…',
    notForSale: (names: string) => `No longer sold: ${names}. Remove it to order the rest.`,
  },

  account: {
    title: 'Your account',
    name: 'Name',
    email: 'E-mail',
    signOut: 'Sign out',
    signingOut: 'Signing out…',
    orders: 'Your orders',
  },

  signIn: {
    title: 'Sign in',
    expired: 'You were signed out. Sign in to go on where you were.',
    needed: 'Sign in to go on.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    noAccount: 'New here?',
    register: 'Create an account',
    unreachableTitle: 'We could not check who you are',
  },

  register: {
    title: 'Create an account',
    name: 'Name',
    email: 'E-mail',
    password: 'Password',
    passwordHint: '10 characters or more. A few words in a row work well.',
    showPassword: 'Show',
    hidePassword: 'Hide',
    showPasswordNamed: 'Show password',
    hidePasswordNamed: 'Hide password',
    termsBefore: 'I accept the ',
    termsLink: 'terms',
    privacyBefore: 'I have read and accept the ',
    privacyLink: 'privacy notice',
    submit: 'Create account',
    submitting: 'Creating your account…',
    haveAccount: 'Have an account?',
    signIn: 'Sign in',
    errors: {
      name: 'Please enter your name.',
      email: 'Please enter an e-mail address, such as name@example.com.',
      password: 'Please enter a password.',
      passwordLength: 'A password has 10 to 128 characters.',
      terms: 'Please accept the terms to create an account.',
      privacy: 'Please accept the privacy notice to create an account.',
    },
  },

  ...orderWords,
  ...cardWords,

  notFound: {
    title: 'There is nothing here',
    text: 'The address may be wrong, or the page has moved.',
  },

  crashed: {
    title: 'This page broke',
    text: 'That is our mistake. Your cart and orders are safe.',
    reload: 'Load the page again',
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

export type Text = typeof en;
