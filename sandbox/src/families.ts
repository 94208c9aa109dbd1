import { balance } from './balance/routes.js';
import { charges } from './charges/routes.js';
import { customers } from './customers/routes.js';
import { events } from './events/routes.js';
import type { Family } from './http/family.js';
import { paymentIntents } from './payment-intents/routes.js';
import { paymentMethods } from './payment-methods/routes.js';
import { refunds } from './refunds/routes.js';
import { webhookEndpoints } from './webhook-endpoints/routes.js';

/** Everything that the sandbox can do. A new family of objects is a folder and a line here. */
export const FAMILIES: Family[] = [
  balance,
  charges,
  customers,
  events,
  paymentIntents,
  paymentMethods,
  refunds,
  webhookEndpoints,
];
