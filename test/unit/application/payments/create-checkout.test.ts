import type {
  CheckoutView,
  CreateCheckoutCommand,
} from '../../../../src/application/payments/create-checkout.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import {
  StripeOutcomeUnknownError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const SUCCESS = 'https://shop.example/done?id={CHECKOUT_SESSION_ID}';

describe('POST /api/checkout: the use case', () => {
  let world: PaymentsWorld;
  const checkOut = (wish: Partial<CreateCheckoutCommand> = {}): Promise<CheckoutView> =>
    world.createCheckout.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-1',
      successUrl: SUCCESS,
      cancelUrl: undefined,
      locale: undefined,
      ...wish,
    });
  const payByCard = (): ReturnType<PaymentsWorld['createPaymentIntent']['execute']> =>
    world.createPaymentIntent.execute({ organizationId: ORGANIZATION, userId: PAYER, orderId: 'order-1' });
  const codeOf = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'none',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );
  const statuses = (): string[] =>
    [...world.attempts.rows.values()].map(({ kind, status }) => `${kind} ${status}`);
  const openAtStripe = (): string[] => [
    ...[...world.stripe.payments.values()].filter(({ status }) => status !== 'canceled').map(({ id }) => id),
    ...[...world.checkout.sessions.values()].filter(({ status }) => status === 'open').map(({ id }) => id),
  ];

  beforeEach(() => {
    world = new PaymentsWorld();
  });

  it('answers the page, and the order awaits its payment', async () => {
    await world.placeOrder();
    await expect(checkOut()).resolves.toEqual({ id: 'cs_1', url: 'https://checkout.example/cs_1' });
    expect(await world.statusOf()).toBe('awaiting_payment');
    expect(world.checkout.commands).toMatchObject([
      {
        orderId: 'order-1',
        customerId: 'cus_1',
        lines: [{ name: 'Tea', unitAmountMinor: 1_200, quantity: 1 }],
        successUrl: SUCCESS,
        cancelUrl: 'https://shop.example/orders/order-1',
        captureMethod: 'automatic',
        locale: null,
      },
    ]);
  });

  it('has Stripe speak the language that is asked for, else that of the account', async () => {
    await world.placeOrder();
    world.payers.locale = 'ja';
    await checkOut();
    await checkOut({ locale: 'en' });
    expect(world.checkout.commands.map(({ locale }) => locale)).toEqual(['ja', 'en']);
    expect(openAtStripe()).toEqual(['cs_2']);
  });

  it('answers the same page to a second call', async () => {
    await world.placeOrder();
    expect(await checkOut()).toEqual(await checkOut());
    expect(world.checkout.sessions.size).toBe(1);
  });

  it('makes one page of 50 parallel calls, with one call to Stripe', async () => {
    await world.placeOrder();
    const answers = await Promise.all(Array.from({ length: 50 }, () => checkOut()));
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set(['cs_1']));
    expect(world.checkout.calls.filter((method) => method === 'create')).toHaveLength(1);
  });

  it('closes the old page and opens a new one for other return addresses', async () => {
    await world.placeOrder();
    await checkOut();
    const { id } = await checkOut({ successUrl: 'https://shop.example/elsewhere' });
    expect(id).toBe('cs_2');
    expect(openAtStripe()).toEqual(['cs_2']);
    expect(statuses()).toEqual(['checkout canceled', 'checkout open']);
  });

  it('closes an open card form first, and a card form closes an open page', async () => {
    await world.placeOrder();
    await payByCard();
    await checkOut();
    expect(openAtStripe()).toEqual(['cs_1']);
    await payByCard();
    expect(openAtStripe()).toEqual(['pi_2']);
    expect(statuses()).toEqual(['payment_intent canceled', 'checkout canceled', 'payment_intent open']);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('leaves one attempt that can be paid of 50 mixed calls', async () => {
    await world.placeOrder();
    const calls = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? checkOut() : payByCard()));
    const codes = await Promise.all(calls.map((call) => codeOf(call)));
    expect(codes.every((code) => code === 'none' || code === 'payment_replaced')).toBe(true);
    expect(codes).toContain('none');
    expect(openAtStripe()).toHaveLength(1);
  });

  it.each(['succeeded', 'processing', 'requires_capture'] as const)(
    'lets a card payment that is %s alone: payment_already_processed, and the order has learnt so',
    async (status) => {
      await world.placeOrder();
      await payByCard();
      world.stripe.change('pi_1', { status, amountReceivedMinor: status === 'succeeded' ? 1_200 : 0 });
      expect(await codeOf(checkOut())).toBe('payment_already_processed');
      expect(world.stripe.payments.get('pi_1')?.status).toBe(status);
      expect(await world.statusOf()).not.toBe('awaiting_payment');
      expect(world.checkout.sessions.size).toBe(0);
    },
  );

  it('learns from Stripe that the page was paid on: payment_already_processed for either way', async () => {
    await world.placeOrder();
    const { id } = await checkOut();
    world.checkout.pay(id);
    expect(await codeOf(payByCard())).toBe('payment_already_processed');
    expect(await codeOf(checkOut())).toBe('payment_already_processed');
    expect(await world.statusOf()).toBe('paid');
    // And not that paying was begun.
    expect(await world.lastCauseOf()).toBe('looked_at_stripe');
  });

  it('opens a new page after the old one expired by itself', async () => {
    await world.placeOrder();
    await checkOut();
    world.checkout.change('cs_1', { status: 'expired', url: null });
    expect((await checkOut()).id).toBe('cs_2');
  });

  it('opens a new page after what was paid on the old one failed later, once the old payment is closed', async () => {
    await world.placeOrder();
    const { id } = await checkOut();
    const payment = world.checkout.tryToPay(id, { status: 'requires_payment_method' });
    world.checkout.change(id, { status: 'complete', url: null });
    expect((await checkOut()).id).toBe('cs_2');
    expect(world.stripe.payments.get(payment)?.status).toBe('canceled');
    expect(statuses()).toEqual(['checkout canceled', 'checkout open']);
  });

  it('finds the page by our id after a 500, and uses a new key only when there is none', async () => {
    await world.placeOrder();
    world.checkout.failNext('create', 'after', new StripeOutcomeUnknownError('500'));
    expect((await checkOut()).id).toBe('cs_1');
    world.checkout.change('cs_1', { status: 'expired' });
    world.checkout.failNext('create', 'before', new StripeOutcomeUnknownError('500'));
    expect((await checkOut()).id).toBe('cs_2');
    expect(world.checkout.sessions.size).toBe(2);
  });

  it('sends the very same request again after Stripe gave no answer', async () => {
    await world.placeOrder();
    world.checkout.failNext('create', 'after', new StripeUnavailableError('reset'));
    expect(await codeOf(checkOut())).toBe('stripe_unavailable');
    world.clock.advance(60_000);
    expect((await checkOut()).id).toBe('cs_1');
    expect(world.checkout.sessions.size).toBe(1);
  });

  it('expires the surplus page when two processes had two keys taken', async () => {
    await world.placeOrder();
    const create = world.checkout.create.bind(world.checkout);
    world.checkout.create = async (command) => {
      const theirs = await create({ ...command, idempotencyKey: 'theirs' });
      const recording = { ...theirs, organizationId: ORGANIZATION, seenVersion: null };
      await world.unitOfWork.run(() =>
        world.recordCheckout.execute({ ...recording, source: 'fetch', cause: 'payment_opened' }),
      );
      return create(command);
    };
    expect((await checkOut()).id).toBe('cs_1');
    expect(openAtStripe()).toEqual(['cs_1']);
  });

  it('shows nobody a page that is not the one that was asked for, and a finding stands', async () => {
    await world.placeOrder();
    world.checkout.failNext('create', 'after', new StripeUnavailableError('reset'));
    await codeOf(checkOut());
    world.checkout.change('cs_1', { amountMinor: 12 });
    expect(await codeOf(checkOut())).toBe('payment_intent_creation_failed');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_mismatch', subject: 'cs_1', fact: 'amount' }]);
  });

  it('refuses return addresses elsewhere, before anything is written', async () => {
    await world.placeOrder();
    expect(await codeOf(checkOut({ successUrl: 'https://shop.example.evil.com/' }))).toBe(
      'validation_failed',
    );
    expect(world.attempts.rows.size).toBe(0);
  });

  it("knows no order of that id, and refuses someone else's", async () => {
    await world.placeOrder();
    expect(await codeOf(checkOut({ orderId: 'order-2' }))).toBe('order_not_found');
    expect(await codeOf(checkOut({ userId: 'user-2' }))).toBe('permission_denied');
  });

  it.each([
    ['jpy', 49, '50 jpy'],
    ['usd', 49, '0.50 usd'],
  ])("names the minimum below Stripe's smallest charge in %s", async (currency, amountMinor, named) => {
    await world.placeOrder({ amountMinor, currency });
    await expect(checkOut()).rejects.toMatchObject({
      code: 'amount_too_small',
      message: expect.stringContaining(named),
    });
  });

  it.each([
    ['jpy', 1_200],
    ['usd', 1_999],
    ['kwd', 12_340],
    ['isk', 150_000],
  ])('asks for exactly the total in %s', async (currency, amountMinor) => {
    await world.placeOrder({ amountMinor, currency });
    const { id } = await checkOut();
    expect(world.checkout.sessions.get(id)).toMatchObject({ amountMinor, currency });
  });

  it('closes the page before the order is cancelled', async () => {
    await world.placeOrder();
    await checkOut();
    expect(await world.closePayment.close(ORGANIZATION, 'order-1', 'keep')).toBe('closed');
    expect(openAtStripe()).toEqual([]);
    expect(statuses()).toEqual(['checkout canceled']);
  });

  it('cannot close a page that was paid on meanwhile', async () => {
    await world.placeOrder();
    const { id } = await checkOut();
    world.checkout.pay(id);
    expect(await world.closePayment.close(ORGANIZATION, 'order-1', 'keep')).toBe('paid');
    expect(await world.statusOf()).toBe('paid');
  });
});
