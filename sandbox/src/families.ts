import { balance } from './balance/routes.js';
import { cashBalances } from './cash-balances/routes.js';
import { charges } from './charges/routes.js';
import { checkoutSessions } from './checkout/routes.js';
import { customers } from './customers/routes.js';
import { disputes } from './disputes/routes.js';
import { events } from './events/routes.js';
import { fraudWarnings } from './fraud-warnings/routes.js';
import type { Family } from './http/family.js';
import { paymentIntents } from './payment-intents/routes.js';
import { paymentMethods } from './payment-methods/routes.js';
import { payouts } from './payouts/routes.js';
import { prices } from './prices/routes.js';
import { products } from './products/routes.js';
import { refunds } from './refunds/routes.js';
import { reviews } from './reviews/routes.js';
import { setupIntents } from './setup-intents/routes.js';
import { sources } from './sources/routes.js';
import { webhookEndpoints } from './webhook-endpoints/routes.js';

/** Everything that the sandbox can do. A new family of objects is a folder and a line here. */
export const FAMILIES: Family[] = [
  balance,
  cashBalances,
  charges,
  checkoutSessions,
  customers,
  disputes,
  events,
  fraudWarnings,
  paymentIntents,
  paymentMethods,
  payouts,
  prices,
  products,
  refunds,
  reviews,
  setupIntents,
  sources,
  webhookEndpoints,
];
