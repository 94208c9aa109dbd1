import { jest } from '@jest/globals';
import { runStripeTests } from '../../../scripts/lib/commands/test-stripe.mjs';

describe("the tests against Stripe's test mode", () => {
  let log: ReturnType<typeof jest.spyOn>;
  let error: ReturnType<typeof jest.spyOn>;

  beforeEach(() => {
    log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  it('are skipped without keys, and say so', async () => {
    expect(await runStripeTests([], {})).toBe(0);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('Skipped: there is no key.'));
    expect(log).toHaveBeenLastCalledWith('0 passed, 0 failed');
  });

  it.each([
    ['a live secret key', 'sk_live_1', 'pk_test_1'],
    ['a live publishable key', 'sk_test_1', 'pk_live_1'],
    ['one key only', 'sk_test_1', ''],
  ])('never run with %s', async (_, STRIPE_TEST_SECRET_KEY, STRIPE_TEST_PUBLISHABLE_KEY) => {
    expect(await runStripeTests([], { STRIPE_TEST_SECRET_KEY, STRIPE_TEST_PUBLISHABLE_KEY })).toBe(1);
    expect(error).toHaveBeenCalledWith(expect.stringContaining('must be test keys'));
  });
});
