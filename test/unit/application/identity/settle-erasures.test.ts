import { SettleErasures } from '../../../../src/application/identity/settle-erasures.js';
import { StripeUnavailableError } from '../../../../src/application/ports/stripe-service.js';
import { FakeAccountErasures } from '../../../support/fakes/account-erasures.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const MINUTE_MS = 60_000;
const outage = (): StripeUnavailableError => new StripeUnavailableError('Nobody answers.');

describe('a deleted account', () => {
  let world: PaymentsWorld;
  let erasures: FakeAccountErasures;
  let settle: SettleErasures;
  /** What letting go of payloads does; counts its runs. */
  let forget: () => void;
  let forgotten: number;

  beforeEach(async () => {
    world = new PaymentsWorld();
    erasures = new FakeAccountErasures();
    forgotten = 0;
    forget = () => undefined;
    const payloads = {
      ofAllTime: async (): Promise<void> => {
        forget();
        forgotten += 1;
      },
    };
    settle = new SettleErasures(
      erasures,
      world.customers,
      world.ensureCustomer,
      world.stripe,
      payloads,
      world.findings,
      world.clock,
      new FakeLogger(),
    );
    await world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: PAYER });
    await erasures.request(ORGANIZATION, PAYER, world.clock.now());
  });

  const run = (signal = new AbortController().signal): Promise<void> => settle.execute(signal);
  const calls = (method: string): number => world.stripe.calls.filter((call) => call === method).length;
  const isDone = (userId = PAYER): boolean => erasures.rows.get(userId)?.doneAt !== null;

  it('goes from Stripe, from what Stripe has told us, and is looked at no more', async () => {
    await run();
    expect([world.stripe.customers.size, forgotten, isDone()]).toEqual([0, 1, true]);
    world.clock.advance(60 * MINUTE_MS);
    await run();
    expect([calls('deleteCustomer'), forgotten]).toEqual([1, 1]);
  });

  it('without a customer at Stripe needs nobody there', async () => {
    await erasures.request(ORGANIZATION, 'user-2', world.clock.now());
    world.stripe.calls.length = 0;
    await settle.executeFor(ORGANIZATION, 'user-2');
    expect([world.stripe.calls, isDone('user-2'), isDone()]).toEqual([[], true, false]);
  });

  it('has a customer that nobody was told of found, and then deleted', async () => {
    world.stripe.failNext('createCustomer', 'after', outage());
    const lost = { organizationId: ORGANIZATION, userId: 'user-2' };
    await expect(world.ensureCustomer.execute(lost)).rejects.toThrow('Nobody answers.');
    expect(world.stripe.customers.size).toBe(2);
    await erasures.request(ORGANIZATION, 'user-2', world.clock.now());
    await run();
    expect([world.stripe.customers.size, isDone('user-2')]).toEqual([0, true]);
  });

  it.each(['before', 'after'] as const)(
    'is carried to Stripe again a minute after no answer (%s its effect)',
    async (when) => {
      world.stripe.failNext('deleteCustomer', when, outage());
      await run();
      await run();
      expect([calls('deleteCustomer'), isDone()]).toEqual([1, false]);
      world.clock.advance(MINUTE_MS);
      await run();
      expect([world.stripe.customers.size, isDone()]).toEqual([0, true]);
      expect(world.findings.all).toEqual([]);
    },
  );

  it('is not carried to Stripe once more where only what comes after it failed', async () => {
    forget = () => {
      throw new Error('The database is away.');
    };
    await run();
    expect([isDone(), erasures.rows.get(PAYER)?.customerDeletedAt]).toEqual([false, world.clock.now()]);
    forget = () => undefined;
    world.clock.advance(MINUTE_MS);
    await run();
    expect([calls('deleteCustomer'), isDone()]).toEqual([1, true]);
  });

  it('is reported after ten minutes without naming anybody, and the report ends with the answer', async () => {
    world.clock.advance(10 * MINUTE_MS);
    world.stripe.failNext('deleteCustomer', 'before', outage());
    await run();
    expect(world.findings.standing).toMatchObject([
      { kind: 'unknown_outcome', subject: PAYER, fact: 'erasure' },
    ]);
    expect(world.findings.standing[0]?.detail).not.toMatch(/Aiko|@/);
    world.clock.advance(MINUTE_MS);
    await run();
    expect(world.findings.standing).toEqual([]);
  });

  it('keeps no other from being settled', async () => {
    await world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: 'user-2' });
    await erasures.request(ORGANIZATION, 'user-2', world.clock.now());
    world.stripe.failNext('deleteCustomer', 'before', outage());
    await run();
    expect([isDone(), isDone('user-2')]).toEqual([false, true]);
  });

  it('is left to the worker by whoever waits for it and meets an outage, or finds it taken', async () => {
    world.stripe.failNext('deleteCustomer', 'before', outage());
    await settle.executeFor(ORGANIZATION, PAYER);
    await settle.executeFor(ORGANIZATION, PAYER);
    expect([calls('deleteCustomer'), isDone()]).toEqual([1, false]);
    erasures.claimOne = () => Promise.reject(new Error('The database is away.'));
    await expect(settle.executeFor(ORGANIZATION, PAYER)).resolves.toBeUndefined();
  });

  it('stays for the next run when the process is told to stop', async () => {
    await run(AbortSignal.abort());
    expect([isDone(), calls('deleteCustomer')]).toEqual([false, 0]);
  });
});
