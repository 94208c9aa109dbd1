import Stripe from 'stripe';
import { describeMainFlows } from '../support/main-flows.js';
import { TestSandbox } from '../support/sandbox.js';

describeMainFlows('what `npm run test:stripe` asks of Stripe, asked of the sandbox', async () => {
  // No endpoint: nothing is ever delivered.
  const sandbox = await TestSandbox.start();
  const { hostname, port } = new URL(sandbox.url);
  return {
    env: { STRIPE_API_BASE: sandbox.url },
    stripe: new Stripe('sk_test_kaikei', {
      host: hostname,
      port: Number(port),
      protocol: 'http',
      telemetry: false,
    }),
    sweepIntervalMs: 50,
    close: () => sandbox.close(),
  };
});
