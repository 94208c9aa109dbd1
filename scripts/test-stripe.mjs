import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runStripeTests } = await import('./lib/commands/test-stripe.mjs');
process.exitCode = await runStripeTests(process.argv.slice(2));
