import Stripe from 'stripe';
import { describeMainFlows } from '../support/main-flows.js';

/** Set by `npm run test:stripe`, which refuses anything but test keys. */
const secretKey = process.env.STRIPE_TEST_SECRET_KEY ?? '';
const publishableKey = process.env.STRIPE_TEST_PUBLISHABLE_KEY ?? '';

describeMainFlows("against Stripe's test mode", async () => ({
  env: { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey, STRIPE_API_BASE: '' },
  stripe: new Stripe(secretKey, { telemetry: false }),
  // One page a second is far below its limits.
  sweepIntervalMs: 1_000,
  close: async () => undefined,
}));
