import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import type { PaymentAttempt } from '../../../../src/domain/payments/payment-attempt.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('POST /api/payments/intent: the use case', () => {
  let world: PaymentsWorld;
  const pay = (
    orderId = 'order-1',
    userId = PAYER,
  ): ReturnType<PaymentsWorld['createPaymentIntent']['execute']> =>
    world.createPaymentIntent.execute({ organizationId: ORGANIZATION, userId, orderId });
  const codeOf = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'none',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  beforeEach(() => {
    world = new PaymentsWorld();
  });

  it("takes amount, currency and metadata from the order, and the user's Stripe customer", async () => {
    await world.placeOrder();
    await expect(pay()).resolves.toEqual({
      clientSecret: 'pi_1_secret',
      paymentIntentId: 'pi_1',
      amountMinor: 1_200,
      currency: 'jpy',
      status: 'requires_payment_method',
    });
    expect(world.stripe.payments.get('pi_1')).toMatchObject({
      orderId: 'order-1',
      orderNumber: 'KAI-261120-order-1',
      amountMinor: 1_200,
    });
    expect([...world.stripe.customers.values()]).toMatchObject([
      { userId: PAYER, email: `${PAYER}@example.com` },
    ]);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('answers the same PaymentIntent to a second call', async () => {
    await world.placeOrder();
    const first = await pay();
    expect(await pay()).toEqual(first);
    expect(world.stripe.payments.size).toBe(1);
  });

  it('makes one PaymentIntent of 50 parallel calls, with one call to Stripe', async () => {
    await world.placeOrder();
    const answers = await Promise.all(Array.from({ length: 50 }, () => pay()));
    expect(new Set(answers.map(({ paymentIntentId }) => paymentIntentId))).toEqual(new Set(['pi_1']));
    expect(world.stripe.calls.filter((method) => method === 'createPayment')).toHaveLength(1);
    expect(world.stripe.customers.size).toBe(1);
  });

  it('knows no order of that id: order_not_found', async () => {
    expect(await codeOf(pay('order-2'))).toBe('order_not_found');
  });

  it("refuses someone else's order: permission_denied", async () => {
    await world.placeOrder();
    expect(await codeOf(pay('order-1', 'user-2'))).toBe('permission_denied');
    expect(world.stripe.calls).toEqual([]);
  });

  it('refuses a cancelled order: order_not_payable', async () => {
    const order = await world.placeOrder();
    order.cancel(world.clock.now(), 'customer');
    await world.orders.update(order);
    expect(await codeOf(pay())).toBe('order_not_payable');
  });

  it('refuses an order that is paid: payment_already_processed', async () => {
    await world.placeOrder({ amountMinor: 0 });
    expect(await codeOf(pay())).toBe('payment_already_processed');
  });

  it('learns from Stripe that the open payment succeeded meanwhile: payment_already_processed, and paid', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { status: 'succeeded', amountReceivedMinor: 1_200 });
    expect(await codeOf(pay())).toBe('payment_already_processed');
    expect(await world.statusOf()).toBe('paid');
  });

  it('opens no second payment while one is processing: payment_already_processed', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { status: 'processing' });
    expect(await codeOf(pay())).toBe('payment_already_processed');
    expect(await world.statusOf()).toBe('processing');
  });

  it("names the minimum below Stripe's smallest charge: amount_too_small", async () => {
    await world.placeOrder({ amountMinor: 49 });
    await expect(pay()).rejects.toMatchObject({
      code: 'amount_too_small',
      message: expect.stringContaining('50 jpy'),
    });
    expect(world.stripe.calls).toEqual([]);
  });

  it('opens a new attempt after the PaymentIntent was cancelled', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { status: 'canceled' });
    expect((await pay()).paymentIntentId).toBe('pi_2');
    expect([...world.attempts.rows.values()].map(({ status }) => status)).toEqual(['canceled', 'open']);
  });

  it.each(['createCustomer', 'createPayment'] as const)(
    'says so when Stripe is out of reach at %s, and recovers with the same key: stripe_unavailable',
    async (method) => {
      await world.placeOrder();
      world.stripe.failNext(method, 'after', new StripeUnavailableError('timeout'));
      expect(await codeOf(pay())).toBe('stripe_unavailable');
      expect((await pay()).paymentIntentId).toBe('pi_1');
      expect(world.stripe.customers.size).toBe(1);
      expect(world.stripe.payments.size).toBe(1);
    },
  );

  describe('two processes that open the same attempt at once, while Stripe fails', () => {
    /** The attempt as both have read it: committed, and without an answer. */
    const unanswered = async (): Promise<PaymentAttempt> => {
      await world.placeOrder();
      world.stripe.failNext('createPayment', 'before', new StripeUnavailableError('timeout'));
      await codeOf(pay());
      const attempt = await world.attempts.findOpenByOrder(ORGANIZATION, 'order-1');
      if (!attempt) throw new Error('There is no open attempt.');
      return attempt;
    };

    it('give way to the payment that is stored, and leave no other one to be paid', async () => {
      const attempt = await unanswered();
      world.stripe.failNext('createPayment', 'before', new StripeOutcomeUnknownError('500'));
      const stored = await world.openPayment.execute(attempt);
      const late = await world.anotherProcess().execute(attempt);
      expect([stored.id, late.id]).toEqual(['pi_1', 'pi_1']);
      expect(world.stripe.payments.get('pi_2')?.status).toBe('canceled');
    });

    it('agree on one new key', async () => {
      const attempt = await unanswered();
      world.stripe.failNext('createPayment', 'before', new StripeOutcomeUnknownError('500'));
      world.stripe.failNext('createPayment', 'before', new StripeOutcomeUnknownError('500'));
      const [one, other] = await Promise.all([
        world.openPayment.execute(attempt),
        world.anotherProcess().execute(attempt),
      ]);
      expect([one.id, other.id]).toEqual(['pi_1', 'pi_1']);
      expect(world.stripe.payments.size).toBe(1);
    });
  });

  it.each(['before', 'after'] as const)(
    'looks the payment up when a 5xx leaves its creation unknown (%s the effect), and makes one',
    async (when) => {
      await world.placeOrder();
      world.stripe.failNext('createPayment', when, new StripeOutcomeUnknownError('500'));
      expect((await pay()).paymentIntentId).toBe('pi_1');
      expect(world.stripe.payments.size).toBe(1);
      expect(world.stripe.calls).toContain('findPayment');
    },
  );

  it.each(['before', 'after'] as const)(
    'looks the customer up when a 5xx leaves its creation unknown (%s the effect), and makes one',
    async (when) => {
      await world.placeOrder();
      world.stripe.failNext('createCustomer', when, new StripeOutcomeUnknownError('500'));
      await pay();
      expect(world.stripe.customers.size).toBe(1);
    },
  );

  it('trusts no key beyond 23 hours: looks the payment up first', async () => {
    await world.placeOrder();
    world.stripe.failNext('createPayment', 'after', new StripeUnavailableError('crash'));
    await codeOf(pay());
    world.clock.advance(DAY_MS);
    world.stripe.calls.length = 0;
    expect((await pay()).paymentIntentId).toBe('pi_1');
    expect(world.stripe.calls).toEqual(['findPayment']);
  });

  it('trusts no customer key beyond 23 hours: looks the customer up first', async () => {
    await world.placeOrder();
    world.stripe.failNext('createCustomer', 'after', new StripeUnavailableError('crash'));
    await codeOf(pay());
    world.clock.advance(DAY_MS);
    world.stripe.calls.length = 0;
    await pay();
    expect(world.stripe.calls[0]).toBe('findCustomer');
    expect(world.stripe.customers.size).toBe(1);
  });

  it('begins anew after Stripe refused: payment_intent_creation_failed', async () => {
    await world.placeOrder();
    world.stripe.failNext('createPayment', 'before', new StripeRejectedError('No.', 'amount_too_small'));
    expect(await codeOf(pay())).toBe('payment_intent_creation_failed');
    expect([...world.attempts.rows.values()]).toMatchObject([
      { status: 'abandoned', lastErrorCode: 'amount_too_small' },
    ]);
    expect((await pay()).paymentIntentId).toBe('pi_1');
  });

  it('makes another customer when theirs was deleted at Stripe', async () => {
    await world.placeOrder();
    world.stripe.failNext(
      'createPayment',
      'before',
      new StripeObjectMissingError('No such customer', 'customer'),
    );
    expect((await pay()).paymentIntentId).toBe('pi_1');
    expect(world.stripe.customers.size).toBe(2);
    expect([...world.customers.rows.values()]).toMatchObject([{ stripeCustomerId: 'cus_2' }]);
  });

  it('opens another payment when Stripe knows the open one no more, as after a change of account', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.failNext(
      'retrievePayment',
      'before',
      new StripeObjectMissingError('No such intent', 'intent'),
    );
    expect((await pay()).paymentIntentId).toBe('pi_2');
    expect([...world.attempts.rows.values()].map(({ status }) => status)).toEqual(['abandoned', 'open']);
    expect(world.stripe.customers.size).toBe(1);
  });

  it('gives up when each new attempt is cancelled at once: payment_intent_creation_failed', async () => {
    await world.placeOrder();
    const make = world.stripe.createPayment.bind(world.stripe);
    world.stripe.createPayment = async (command) => {
      const payment = await make(command);
      world.stripe.change(payment.id, { status: 'canceled' });
      return { ...payment, status: 'canceled' };
    };
    expect(await codeOf(pay())).toBe('payment_intent_creation_failed');
    expect(world.stripe.payments.size).toBe(3);
  });

  it('passes on a failure of our own as it is', async () => {
    await world.placeOrder();
    world.stripe.failNext('createPayment', 'before', new TypeError('our own'));
    await expect(pay()).rejects.toThrow(TypeError);
  });

  it('leaves something that the next call repairs when it dies between Stripe and the commit', async () => {
    await world.placeOrder();
    const update = world.attempts.update.bind(world.attempts);
    world.attempts.update = async () => Promise.reject(new Error('killed'));
    await expect(pay()).rejects.toThrow('killed');
    world.attempts.update = update;
    expect((await pay()).paymentIntentId).toBe('pi_1');
    expect(world.stripe.payments.size).toBe(1);
  });

  it('knows when the payer is gone', async () => {
    const call = world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: 'user-unknown' });
    expect(await codeOf(call)).toBe('user_not_found');
  });
});
