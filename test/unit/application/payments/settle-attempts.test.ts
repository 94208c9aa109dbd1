import { RefreshOrderPayment } from '../../../../src/application/payments/refresh-order-payment.js';
import { SettleAttempts } from '../../../../src/application/payments/settle-attempts.js';
import { SettleCustomers } from '../../../../src/application/payments/settle-customers.js';
import {
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { FakeLookSchedule } from '../../../support/fakes/look-schedule.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const outage = (): StripeUnavailableError => new StripeUnavailableError('Nobody answers.');

describe('what nobody came back to', () => {
  let world: PaymentsWorld;
  let logger: FakeLogger;
  let schedule: FakeLookSchedule;

  beforeEach(() => {
    world = new PaymentsWorld();
    logger = new FakeLogger();
    schedule = new FakeLookSchedule(world.attempts, world.customers);
  });

  /** When looks are due: a minute after whatever was before. */
  const settle = async (signal = new AbortController().signal): Promise<void> => {
    world.clock.advance(MINUTE_MS);
    await new SettleAttempts(
      schedule,
      world.attempts,
      world.orders,
      world.closePayment,
      world.lookAtAttempt,
      world.findings,
      world.clock,
      logger,
    ).execute({ signal });
  };
  const settleCustomers = async (signal = new AbortController().signal): Promise<void> => {
    world.clock.advance(MINUTE_MS);
    await new SettleCustomers(schedule, world.ensureCustomer, world.findings, world.clock, logger).execute({
      signal,
    });
  };
  const payByCard = (): Promise<unknown> =>
    world.createPaymentIntent.execute({ organizationId: ORGANIZATION, userId: PAYER, orderId: 'order-1' });
  const checkOut = (): Promise<{ id: string }> =>
    world.createCheckout.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-1',
      successUrl: undefined,
      cancelUrl: undefined,
      locale: undefined,
    });
  const unanswered = async (open: () => Promise<unknown>): Promise<void> => {
    await world.placeOrder();
    await world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: PAYER });
    await expect(open()).rejects.toMatchObject({ code: 'stripe_unavailable' });
  };
  const standing = (): string[] => world.findings.standing.map(({ kind }) => kind);

  describe('an attempt without an answer', () => {
    it('is sent again with its key, and Stripe’s one PaymentIntent is taken over', async () => {
      world.stripe.failNext('createPayment', 'after', outage());
      await unanswered(payByCard);
      await settle();
      expect([...world.attempts.rows.values()]).toMatchObject([
        { status: 'open', stripePaymentIntentId: 'pi_1' },
      ]);
      expect(world.stripe.payments.size).toBe(1);
      expect(await world.statusOf()).toBe('awaiting_payment');
    });

    it('is found among the sessions of Checkout, too', async () => {
      world.checkout.failNext('create', 'after', outage());
      await unanswered(checkOut);
      world.clock.advance(DAY_MS);
      await settle();
      expect([...world.checkouts.rows.values()]).toMatchObject([{ status: 'open', stripeSessionId: 'cs_1' }]);
    });

    it('is given up when Stripe refuses it', async () => {
      world.stripe.failNext('createPayment', 'before', outage());
      await unanswered(payByCard);
      world.stripe.failNext('createPayment', 'before', new StripeRejectedError('No.', 'refused'));
      await settle();
      expect([...world.attempts.rows.values()]).toMatchObject([{ status: 'abandoned' }]);
      expect(standing()).toEqual([]);
    });

    it('is reported past its deadline, not before, and the report ends with the answer', async () => {
      world.stripe.failNext('createPayment', 'after', outage());
      await unanswered(payByCard);
      world.stripe.failNext('createPayment', 'before', outage());
      await settle();
      expect(standing()).toEqual([]);
      world.clock.advance(10 * MINUTE_MS);
      world.stripe.failNext('createPayment', 'before', new StripeOutcomeUnknownError('500'));
      world.stripe.failNext('findPayment', 'before', outage());
      await settle();
      expect(standing()).toEqual(['unknown_outcome']);
      await settle();
      expect(standing()).toEqual([]);
      expect(world.stripe.payments.size).toBe(1);
    });

    it('keeps no other from being settled', async () => {
      world.stripe.failNext('createPayment', 'before', outage());
      await unanswered(payByCard);
      await world.placeOrder({ id: 'order-2' });
      await world.createPaymentIntent.execute({
        organizationId: ORGANIZATION,
        userId: PAYER,
        orderId: 'order-2',
      });
      world.stripe.change('pi_1', { status: 'succeeded', amountReceivedMinor: 1_200 });
      world.stripe.failNext('createPayment', 'before', outage());
      await settle();
      expect(await world.statusOf('order-2')).toBe('paid');
    });
  });

  describe('an open attempt whose event was lost', () => {
    it('is looked at, and its order is paid', async () => {
      await world.placeOrder();
      world.checkout.pay((await checkOut()).id);
      await settle();
      expect(await world.statusOf()).toBe('paid');
    });

    it('is reported when it is processing for longer than any method takes', async () => {
      await world.placeOrder();
      await payByCard();
      world.stripe.change('pi_1', { status: 'processing' });
      world.clock.advance(20 * DAY_MS);
      await settle();
      expect(standing()).toEqual([]);
      world.clock.advance(DAY_MS);
      await settle();
      expect(standing()).toEqual(['processing_overdue']);
    });

    it('stays for the next run when the process is told to stop', async () => {
      await world.placeOrder();
      world.checkout.pay((await checkOut()).id);
      await settle(AbortSignal.abort());
      expect(await world.statusOf()).toBe('awaiting_payment');
    });
  });

  describe('a customer without an answer', () => {
    beforeEach(async () => {
      world.stripe.failNext('createCustomer', 'after', outage());
      await expect(
        world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: PAYER }),
      ).rejects.toThrow('Nobody answers.');
    });

    it('is completed', async () => {
      await settleCustomers();
      expect(world.customers.rows.get(PAYER)).toMatchObject({ stripeCustomerId: 'cus_1' });
      expect(world.stripe.customers.size).toBe(1);
    });

    it('is reported past its deadline, and the report ends with the answer', async () => {
      world.stripe.failNext('createCustomer', 'before', outage());
      await settleCustomers();
      expect(standing()).toEqual([]);
      world.clock.advance(10 * MINUTE_MS);
      world.stripe.failNext('createCustomer', 'before', outage());
      await settleCustomers();
      expect(standing()).toEqual(['unknown_outcome']);
      world.clock.advance(20 * MINUTE_MS);
      await settleCustomers();
      expect(standing()).toEqual([]);
    });

    it('stays for the next run when the process is told to stop', async () => {
      await settleCustomers(AbortSignal.abort());
      expect(world.customers.rows.get(PAYER)).toMatchObject({ stripeCustomerId: null });
    });
  });

  it('a surplus customer of two processes is deleted, since nobody has seen it', async () => {
    const create = world.stripe.createCustomer.bind(world.stripe);
    world.stripe.createCustomer = async (command) => {
      const theirs = await create({ ...command, idempotencyKey: 'theirs' });
      await world.customers.complete(ORGANIZATION, PAYER, theirs);
      return create(command);
    };
    expect(await world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: PAYER })).toBe('cus_1');
    expect([...world.stripe.customers.keys()]).toEqual(['cus_1']);
  });

  describe('a payer who comes back', () => {
    const refresh = (changes: { userId?: string; kind?: 'any' | 'checkout' } = {}): Promise<void> =>
      new RefreshOrderPayment(
        world.orders,
        world.attempts,
        schedule,
        world.lookAtAttempt,
        world.stripe,
        world.clock,
        logger,
      ).execute({ organizationId: ORGANIZATION, userId: PAYER, orderId: 'order-1', kind: 'any', ...changes });

    it('before Stripe’s event finds the order paid', async () => {
      await world.placeOrder();
      world.checkout.pay((await checkOut()).id);
      await refresh({ kind: 'checkout' });
      expect(await world.statusOf()).toBe('paid');
      expect(world.outbox.ofType('order.fulfillable')).toHaveLength(1);
    });

    it('costs a look every few seconds, however often they ask', async () => {
      await world.placeOrder();
      await payByCard();
      const looks = (): number => world.stripe.calls.filter((method) => method === 'retrievePayment').length;
      await refresh();
      await refresh();
      expect(looks()).toBe(1);
      world.clock.advance(3_000);
      await refresh();
      expect(looks()).toBe(2);
    });

    it('costs none for a card form where only Checkout is asked about, nor for someone else, nor for nothing open', async () => {
      await world.placeOrder();
      await refresh();
      await payByCard();
      await refresh({ kind: 'checkout' });
      await refresh({ userId: 'user-2' });
      expect(world.stripe.calls).not.toContain('retrievePayment');
    });

    it('gets the order as it is known while Stripe is out of reach', async () => {
      await world.placeOrder();
      await payByCard();
      world.stripe.failNext('retrievePayment', 'before', outage());
      await refresh();
      expect(logger.lines).toMatchObject([{ level: 'warn' }]);
    });
  });
});
