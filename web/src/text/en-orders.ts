import type { OrderStatus } from '../api/types.js';

const status: Record<OrderStatus, string> = {
  pending: 'Not paid yet',
  awaiting_payment: 'Awaiting payment',
  processing: 'Payment in progress',
  authorized: 'Authorized',
  paid: 'Paid',
  partially_refunded: 'Partly refunded',
  refunded: 'Refunded',
  disputed: 'Disputed',
  charged_back: 'Charged back',
  cancelled: 'Cancelled',
  expired: 'Expired',
};

/** Why an order's status changed. What is not listed is shown as the server names it. */
const causes: Record<string, string> = {
  order_placed: 'You placed the order',
  payment_opened: 'You went on to pay',
  cancelled_by_customer: 'You cancelled it',
  cancelled_by_operator: 'The shop cancelled it',
  payment_closed: 'The payment was closed',
  expired_unpaid: 'Nobody paid in time',
  'payment_intent.succeeded': 'Stripe confirmed the payment',
  'payment_intent.processing': 'Stripe is waiting for your bank',
  'payment_intent.payment_failed': 'Stripe reported a failed payment',
  'payment_intent.requires_action': 'Your bank asked for another step',
  'payment_intent.canceled': 'Stripe closed the payment',
};

/** The words of paying and of orders. */
export const orderWords = {
  pay: {
    title: 'Pay',
    card: 'Payment',
    loading: 'Loading Stripe’s payment form',
    submit: (amount: string) => `Pay ${amount}`,
    submitting: 'Paying…',
    declinedTitle: 'The payment did not go through',
    notConfirmed: 'Your bank did not confirm that it is you.',
    tryAgain: 'You have not been charged. Try again, or use another card.',
    unsureTitle: 'We did not hear back',
    unsure:
      'We did not hear back, so we do not know yet whether you were charged. Look at the order before you try again.',
    loadFailedTitle: 'The payment form did not load',
    loadFailed: 'Stripe’s script could not be loaded. An ad blocker or a lost connection can be the cause.',
    secure: 'Your card details go to Stripe and never touch this shop’s server.',
    testTitle: 'Test mode',
    testPay: 'pays',
    testDecline: 'is declined',
    testNote: 'With any future date and any CVC. No real money moves.',
    later: 'Back to the order',
    openTitle: 'The payment could not be opened',
  },

  order: {
    title: 'Order',
    number: 'Order number',
    placed: (date: string) => `Placed on ${date}`,
    items: 'Items',
    quantityTimes: (quantity: number, amount: string) => `${quantity} × ${amount}`,
    subtotal: 'Before tax',
    tax: (rate: string) => `Tax ${rate}`,
    total: 'Total',
    refunded: 'Refunded',
    history: 'History',
    pay: (amount: string) => `Pay ${amount}`,
    cancel: 'Cancel this order',
    cancelling: 'Cancelling…',
    cancelQuestion: 'Cancel this order? It cannot be paid afterwards.',
    cancelYes: 'Yes, cancel it',
    cancelNo: 'Keep it',
    cancelled: 'The order was cancelled.',
    notFoundTitle: 'There is no such order',
    notFound: 'It may belong to another account, or the address may be incomplete.',
    toOrders: 'All orders',
    status,
    stamp: 'Paid',
    cause: (cause: string) => causes[cause] ?? cause,
  },

  watch: {
    waitingTitle: 'Waiting for Stripe’s confirmation',
    waiting: 'Your payment was sent. This page turns by itself once it is confirmed.',
    processing: 'Your bank is still working on this payment. That can take a while; you can leave this page.',
    paidTitle: 'Paid. Thank you!',
    paid: 'Stripe has confirmed your payment. Your receipt is below.',
    unconfirmedTitle: 'Still no confirmation from Stripe',
    unconfirmed:
      'Your payment was sent, and it is most likely only late. Please do not pay again; look here once more in a few minutes.',
    failedTitle: 'The payment did not go through',
    failed: 'You have not been charged. You can try again, with another card too.',
    check: 'Check now',
  },

  orders: {
    title: 'Your orders',
    emptyTitle: 'No orders yet',
    empty: 'Once you have placed an order, it stays here with its whole history.',
    shown: (count: number) => (count === 1 ? '1 order is shown' : `${count} orders are shown`),
  },
};
