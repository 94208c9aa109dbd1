import { buildStale } from '../build.mjs';
import { runJest, summaryLine } from '../jest.mjs';

const HOW_TO_GET_KEYS =
  "Skipped: there is no key. Set STRIPE_TEST_SECRET_KEY and STRIPE_TEST_PUBLISHABLE_KEY to your account's test keys\n" +
  '(https://dashboard.stripe.com/test/apikeys) to run the main flows against Stripe itself.';

/**
 * `npm run test:stripe [-- jest's arguments]`: the main flows against Stripe's test mode. Says so and skips without keys.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code
 */
export async function runStripeTests(args, env = process.env) {
  const { STRIPE_TEST_SECRET_KEY: secretKey = '', STRIPE_TEST_PUBLISHABLE_KEY: publishableKey = '' } = env;
  if (secretKey === '' && publishableKey === '') {
    console.log(HOW_TO_GET_KEYS);
    console.log(summaryLine({ passed: 0, failed: 0 }));
    return 0;
  }
  if (!/^[sr]k_test_/.test(secretKey) || !publishableKey.startsWith('pk_test_')) {
    console.error('Both keys must be test keys (sk_test_... and pk_test_...): nothing was sent to Stripe.');
    return 1;
  }
  let tally = { passed: 0, failed: 1 };
  try {
    await Promise.all(Object.values(buildStale({ log: console.log })));
    tally = await runJest(['--config', 'test/stripe/jest.config.mjs', ...args], env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.log(summaryLine(tally));
  return tally.failed === 0 ? 0 : 1;
}
