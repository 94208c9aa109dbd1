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

describe('POST /api/payments/intent, when Stripe fails', () => {
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

  it("tells of Stripe's least where only Stripe knows it: amount_too_small", async () => {
    await world.placeOrder();
    const message = 'Amount must convert to at least ¥50.';
    world.stripe.failNext('createPayment', 'before', new StripeRejectedError(message, 'amount_too_small'));
    await expect(pay()).rejects.toMatchObject({
      code: 'amount_too_small',
      kind: 'unprocessable',
      message: expect.stringContaining(message),
    });
  });

  it('begins anew after Stripe refused: payment_intent_creation_failed', async () => {
    await world.placeOrder();
    world.stripe.failNext('createPayment', 'before', new StripeRejectedError('No.', 'parameter_invalid'));
    expect(await codeOf(pay())).toBe('payment_intent_creation_failed');
    expect([...world.attempts.rows.values()]).toMatchObject([
      { status: 'abandoned', lastErrorCode: 'parameter_invalid' },
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
    expect(world.stripe.payments.size).toBe(4);
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

  it.each([
    ['401', new StripeRejectedError('Expired API key', 'api_key_expired')],
    ['403', new StripeRejectedError('Not allowed', null)],
  ])('gives up no payment whose secret may be in a browser for a %s', async (_name, refusal) => {
    await world.placeOrder();
    const { paymentIntentId } = await pay();
    world.stripe.failNext('retrievePayment', 'before', refusal);
    expect(await codeOf(pay())).toBe('payment_intent_creation_failed');
    expect((await pay()).paymentIntentId).toBe(paymentIntentId);
    expect(world.stripe.payments.size).toBe(1);
  });

  it('asks nobody to pay what is not what was asked for: a finding, and payment_intent_creation_failed', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { amountMinor: 51 });
    expect(await codeOf(pay())).toBe('payment_intent_creation_failed');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_mismatch', fact: 'amount' }]);
  });
});
