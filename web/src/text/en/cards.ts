import { CARD_BRANDS as brands } from '../card-brands.js';

/** The words of saved cards. */
export const cardWords = {
  cards: {
    title: 'Saved cards',
    empty: 'No card is saved. You can add one here, or when you pay.',
    /** Shown. */
    name: (brand: string, last4: string) => `${brands[brand] ?? brand} •••• ${last4}`,
    /** Said, where dots would be read one by one. */
    spokenName: (brand: string, last4: string) => `${brands[brand] ?? brand} ending in ${last4}`,
    expiry: (month: string, year: string) => `${month}/${year}`,
    expires: (date: string) => `Expires ${date}`,
    expired: (date: string) => `Expired ${date}`,
    isDefault: 'Default',
    makeDefault: 'Make default',
    makeDefaultNamed: (name: string) => `Make default: ${name}`,
    madeDefault: (name: string) => `${name} is your default card now.`,
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
    removeQuestion: (name: string) => `Remove ${name}?`,
    removeNote: 'Stripe forgets it. What was paid with it stays paid.',
    removeYes: 'Yes, remove it',
    removeNo: 'Keep it',
    removing: 'Removing…',
    removed: (name: string) => `${name} was removed.`,
    add: 'Add a card',
    cancelAdd: 'Not now',
    added: 'Your card is saved.',
    openTitle: 'The card form could not be opened',
    payWith: 'Pay with',
    another: 'Another way to pay',
    save: 'Save this card for next time',
    saveNote:
      'Stripe keeps it. The shop charges it only for what you order or subscribe to, and you can remove it in your account.',
    adding: {
      submit: 'Save card',
      submitting: 'Saving…',
      declinedTitle: 'The card was not saved',
      notConfirmed: 'Your bank did not confirm that it is you.',
      tryAgain: 'Try again, or use another card.',
      unsureTitle: 'We did not hear back',
      unsure: 'We do not know yet whether the card is saved. Look at your cards before you try again.',
    },
  },
};
