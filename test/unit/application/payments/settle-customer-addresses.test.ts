import { SettleCustomerAddresses } from '../../../../src/application/payments/settle-customer-addresses.js';
import { StripeUnavailableError } from '../../../../src/application/ports/stripe-service.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const MINUTE_MS = 60_000;
/** As long as one call to Stripe may take. */
const CALL_MS = 8_000;
const NEW = 'new@example.com';

describe('a new address that Stripe is to be told', () => {
  let world: PaymentsWorld;
  beforeEach(async () => {
    world = new PaymentsWorld();
    await world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: PAYER });
    await world.customers.changeEmail(ORGANIZATION, PAYER, NEW, world.clock.now());
  });

  const settle = (signal = new AbortController().signal): Promise<void> =>
    new SettleCustomerAddresses(
      world.customers,
      world.stripe,
      world.findings,
      world.clock,
      new FakeLogger(),
    ).execute(signal);
  const atStripe = (): string | null | undefined => world.stripe.customers.get('cus_1')?.email;
  const told = (): number => world.stripe.calls.filter((call) => call === 'changeCustomerEmail').length;
  const failNext = (when: 'before' | 'after'): void =>
    world.stripe.failNext('changeCustomerEmail', when, new StripeUnavailableError('Nobody answers.'));

  it('is told once', async () => {
    await settle();
    await settle();
    expect([atStripe(), told()]).toEqual([NEW, 1]);
  });

  it.each(['before', 'after'] as const)(
    'is told again a minute after no answer (%s its effect)',
    async (when) => {
      failNext(when);
      await settle();
      await settle();
      expect(told()).toBe(1);
      world.clock.advance(MINUTE_MS);
      await settle();
      expect([atStripe(), told()]).toEqual([NEW, 2]);
      expect(world.findings.all).toEqual([]);
    },
  );

  it('is reported after ten minutes, and the report ends with the answer', async () => {
    world.clock.advance(10 * MINUTE_MS);
    failNext('before');
    await settle();
    expect(world.findings.standing).toMatchObject([
      { kind: 'unknown_outcome', subject: PAYER, fact: expect.stringMatching(/^address 2/) },
    ]);
    expect(world.findings.standing[0]?.detail).not.toContain('@');
    world.clock.advance(MINUTE_MS);
    await settle();
    expect(world.findings.standing).toEqual([]);

    await world.customers.changeEmail(ORGANIZATION, PAYER, 'newer@example.com', world.clock.now());
    world.clock.advance(10 * MINUTE_MS);
    failNext('before');
    await settle();
    expect(world.findings.standing).toHaveLength(1);
  });

  it('is kept for the next customer where this one is gone at Stripe', async () => {
    await world.stripe.deleteCustomer('cus_1');
    await settle();
    expect(world.customers.rows.get(PAYER)?.email).toBe(NEW);
    world.clock.advance(MINUTE_MS);
    await settle();
    expect(told()).toBe(1);
  });

  it('is told by one process alone, however long Stripe takes for those before it', async () => {
    const users = Array.from({ length: 9 }, (_, index) => `other-${index}`);
    for (const userId of users) {
      await world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId });
      await world.customers.changeEmail(ORGANIZATION, userId, NEW, world.clock.now());
    }
    const begin = world.clock.now().getTime();
    const change = world.stripe.changeCustomerEmail.bind(world.stripe);
    world.stripe.changeCustomerEmail = async (id, email) => {
      world.clock.advance(CALL_MS);
      // Another process looks for what is due: by now a claim of the beginning would have lapsed.
      if (world.clock.now().getTime() - begin === 8 * CALL_MS) await settle();
      await change(id, email);
    };
    await settle();
    expect(told()).toBe(1 + users.length);
  });

  it('stays for the next run when the process is told to stop', async () => {
    await settle(AbortSignal.abort());
    expect([atStripe(), told()]).toEqual([`${PAYER}@example.com`, 0]);
  });
});
