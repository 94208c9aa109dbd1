import * as aftermath from '../support/lifecycles/aftermath-lifecycles.js';
import { describeEventOrders } from '../support/lifecycles/describe-event-orders.js';
import * as pages from '../support/lifecycles/page-lifecycles.js';

/** The others are in `event-order.long`. */
describeEventOrders('the events of refunds, disputes and pages, in any order', [
  { lifecycle: aftermath.SENT_BACK_AT_LAST, times: 'the same second' },
  { lifecycle: aftermath.REFUNDED_AT_LAST, times: 'seconds apart' },
  { lifecycle: aftermath.WON_AT_LAST, times: 'the same second' },
  { lifecycle: aftermath.WON_AT_LAST, times: 'seconds apart' },
  { lifecycle: aftermath.LOST_AT_LAST, times: 'seconds apart' },
  { lifecycle: aftermath.ESCALATED_AT_LAST, times: 'seconds apart' },
  { lifecycle: pages.PAGE_PAID_LATER, times: 'their own times' },
  { lifecycle: pages.PAGE_FAILED_LATER, times: 'the same second' },
  { lifecycle: pages.PAGE_FAILED_LATER, times: 'their own times' },
]);
