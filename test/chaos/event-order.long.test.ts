import * as aftermath from '../support/lifecycles/aftermath-lifecycles.js';
import { describeEventOrders } from '../support/lifecycles/describe-event-orders.js';
import * as pages from '../support/lifecycles/page-lifecycles.js';
import * as payments from '../support/lifecycles/payment-lifecycles.js';

describeEventOrders('the events of an order, in any order', [
  { lifecycle: payments.PAID_AT_LAST, times: 'their own times' },
  { lifecycle: payments.withoutCreation(payments.PAID_AT_LAST), times: 'the same second' },
  { lifecycle: payments.FAILED_AT_LAST, times: 'their own times' },
  { lifecycle: payments.FAILED_AT_LAST, times: 'the same second' },
  { lifecycle: payments.WAITING_AT_LAST, times: 'their own times' },
  { lifecycle: payments.WAITING_AT_LAST, times: 'the same second' },
  // Of what follows it one of each kind, all of them short; the others are in `event-order.sweep`.
  { lifecycle: aftermath.CALLED_OFF_AT_LAST, times: 'the same second' },
  { lifecycle: aftermath.LOST_AT_LAST, times: 'the same second' },
  { lifecycle: aftermath.ESCALATED_AT_LAST, times: 'the same second' },
  { lifecycle: pages.PAGE_PAID, times: 'the same second' },
  { lifecycle: pages.PAGE_PAID_LATER, times: 'the same second' },
  { lifecycle: pages.PAGE_EXPIRED, times: 'the same second' },
]);
