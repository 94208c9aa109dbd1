import { formatAmount } from './format-amount.js';
import { formatDay } from './format-day.js';
import type { Amount, NameInMails, Texts } from './letter.js';

const amountOf = (amount: Amount): string => formatAmount(amount, 'en');
const greeting = (name: NameInMails): string => (name === null ? 'Hello,' : `Hello ${name},`);

export const ENGLISH: Texts = {
  receipt: ({ name, orderNumber, items, taxes, ordered, charged, paidAt, seller, url }) => ({
    subject: `Receipt for order ${orderNumber}`,
    text: [
      greeting(name),
      '',
      `thank you. Your payment for order ${orderNumber} has arrived.`,
      '',
      ...items.map((item) => `  ${item.quantity} x ${item.name}: ${amountOf(item.amount)}`),
      ...(ordered === null ? [] : [`  Ordered: ${amountOf(ordered)}`]),
      ...taxes.map(({ percent, amount }) => `  Tax ${percent}%: ${amountOf(amount)}`),
      `  ${ordered === null ? 'Total' : 'Charged'}: ${amountOf(charged)}`,
      '',
      `  Paid on: ${formatDay(paidAt, seller.timeZone, 'en')}`,
      ...(seller.name === null ? [] : [`  Issued by: ${seller.name}`]),
      ...(seller.registrationNumber === null ? [] : [`  Registration number: ${seller.registrationNumber}`]),
      '',
      `Your receipt: ${url}`,
    ].join('\n'),
  }),
  refund: ({ name, orderNumber, amount }) => ({
    subject: `Refund for order ${orderNumber}`,
    text: [
      greeting(name),
      '',
      `we have refunded ${amountOf(amount)} of order ${orderNumber} to the way you paid by.`,
      'It may take 5 to 10 business days until you see it there.',
    ].join('\n'),
  }),
  dispute: ({ disputeId, orderNumber, amount, reason, dueBy }) => ({
    subject: `Dispute opened${orderNumber === null ? '' : `: order ${orderNumber}`}`,
    text: [
      'A customer disputes a charge.',
      '',
      `  Dispute: ${disputeId}`,
      ...(orderNumber === null ? [] : [`  Order: ${orderNumber}`]),
      ...(amount === null ? [] : [`  Amount: ${amountOf(amount)}`]),
      ...(reason === null ? [] : [`  Reason: ${reason}`]),
      ...(dueBy === null ? [] : [`  Evidence is due by: ${dueBy}`]),
      '',
      'Without evidence in time it is lost.',
    ].join('\n'),
  }),
  passwordReset: ({ name }) => ({
    subject: 'Reset your password',
    text: [
      greeting(name),
      '',
      'someone asked to reset the password of your account. Open the link at the end of this mail to choose a new one.',
      'It works once, within one hour. If you did not ask for this, do nothing: your password stays as it is.',
    ].join('\n'),
  }),
  emailVerification: ({ name }) => ({
    subject: 'Confirm your e-mail address',
    text: [
      greeting(name),
      '',
      'open the link at the end of this mail to confirm that this address is yours. It works once, within 24 hours.',
      'If you did not register, do nothing.',
    ].join('\n'),
  }),
  newAddress: ({ name }) => ({
    subject: 'Confirm your new e-mail address',
    text: [
      greeting(name),
      '',
      'open the link at the end of this mail, and sign in if you are asked to, to use this address for your account.',
      'It works once, within one hour. If you did not ask for this, do nothing: then nothing changes.',
    ].join('\n'),
  }),
  emailChangeRequested: ({ name }) => ({
    subject: 'Another e-mail address was asked for',
    text: [
      greeting(name),
      '',
      'someone who knows your password asked for another e-mail address for your account. Nothing has changed yet: a link',
      'was mailed to that address, and works for one hour.',
      'If this was not you, reset your password at once: on the sign-in page, choose "Forgot your password?". That makes the link worthless.',
    ].join('\n'),
  }),
  emailChanged: ({ name }) => ({
    subject: 'Your e-mail address was changed',
    text: [
      greeting(name),
      '',
      'your account has another e-mail address from now on, and every other device was signed out. Mails about it no longer',
      'come here, and this address cannot reset its password any more.',
      'If this was not you, answer this mail at once, so that we can look into it.',
    ].join('\n'),
  }),
  addressWanted: ({ name }) => ({
    subject: 'Someone asked for your e-mail address',
    text: [
      greeting(name),
      '',
      'someone asked to use this address for another account of ours. It is the address of yours, so nothing has changed, and',
      'they were not told that you have an account.',
      'If it was you, sign in to the account that has this address, or delete it first. If not, there is nothing to do.',
    ].join('\n'),
  }),
  passwordChanged: ({ name }) => ({
    subject: 'Your password was changed',
    text: [
      greeting(name),
      '',
      'the password of your account was changed, and every other device was signed out.',
      'If this was not you, reset your password at once: on the sign-in page, choose "Forgot your password?".',
    ].join('\n'),
  }),
  accountDeleted: ({ name }) => ({
    subject: 'Your account was deleted',
    text: [
      greeting(name),
      '',
      'your account was deleted, as you asked, and with it what we knew of you. Your saved cards are removed as well.',
      'Orders, payments and refunds stay in our books, without your name. This is the last mail to this address.',
    ].join('\n'),
  }),
};
