import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PaymentFacts } from '../../../../src/domain/orders/order-facts.js';
import { Order } from '../../../../src/domain/orders/order.js';
import type { OrderStatus } from '../../../../src/domain/orders/order-status.js';
import { Money } from '../../../../src/domain/shared/money.js';
import { orderLine, placeOrder, PLACED_AT } from '../../../support/orders.js';

const LATER = new Date('2026-11-20T09:05:00Z');
const yen = (amount: number): Money => Money.of(amount, 'jpy');
const facts = (state: PaymentFacts['state'], captured = state === 'captured' ? 1_100 : 0): PaymentFacts => ({
  attemptId: 'attempt-1',
  state,
  captured: yen(captured),
});
const statuses = (order: Order): OrderStatus[] => order.history.map(({ status }) => status);
const inStatus = (status: OrderStatus): Order =>
  Order.rehydrate({ ...placeOrder().snapshot(), status, capturedMinor: 0 });

describe('placing an order', () => {
  it('takes its totals from the lines', () => {
    const order = placeOrder({ lines: [orderLine({ quantity: 3 })] });
    expect([order.total, order.captured, order.refunded]).toEqual([yen(3_300), yen(0), yen(0)]);
    expect(order.snapshot()).toMatchObject({ subtotalMinor: 3_000, taxMinor: 300, version: 1, paidAt: null });
    expect(order.history).toEqual([{ status: 'pending', at: PLACED_AT, cause: 'order_placed' }]);
  });

  it('pays an order that costs nothing at once, and says why', () => {
    const order = placeOrder({ lines: [orderLine({ unitAmountMinor: 0 })] });
    expect(order.status).toBe('paid');
    expect(order.isPayable()).toBe(false);
    expect(order.snapshot().paidAt).toEqual(PLACED_AT);
    expect(order.history.at(-1)).toEqual({ status: 'paid', at: PLACED_AT, cause: 'nothing_to_pay' });
  });

  it.each([
    ['one line', [orderLine({ unitAmountMinor: 99_999_999, quantity: 2 })]],
    ['all lines together', [1, 2].map(() => orderLine({ unitAmountMinor: 60_000_000 }))],
    ['the tax', [orderLine({ unitAmountMinor: 99_999_999, taxBehavior: 'exclusive' })]],
  ])('refuses what Stripe cannot charge: %s', (_, lines) => {
    expect(() => placeOrder({ lines })).toThrow(
      expect.objectContaining({ code: 'amount_too_large', kind: 'unprocessable' }),
    );
  });

  it('refuses amounts beyond safe integers as too large, not as a failure of ours', () => {
    const lines = Array.from({ length: 50 }, () =>
      orderLine({ unitAmountMinor: 999_999_999_999, quantity: 999 }),
    );
    expect(() => placeOrder({ currency: 'idr', lines })).toThrow(
      expect.objectContaining({ code: 'amount_too_large' }),
    );
  });

  it('takes the greatest amount that Stripe can charge', () => {
    expect(placeOrder({ lines: [orderLine({ unitAmountMinor: 99_999_999 })] }).total).toEqual(
      yen(99_999_999),
    );
  });

  it('rounds tax as configured', () => {
    const lines = [orderLine({ unitAmountMinor: 108 })];
    expect(placeOrder({ lines, rounding: 'down' }).snapshot().taxMinor).toBe(9);
  });

  it('comes back from its snapshot as it was', () => {
    const order = placeOrder();
    expect(Order.rehydrate(order.snapshot()).snapshot()).toEqual(order.snapshot());
  });
});

describe('what Stripe says about the payment', () => {
  it('becomes the status, each change with its time and cause', () => {
    const order = placeOrder();
    expect(order.applyPayment(facts('awaiting'), LATER, 'payment_opened')).toBe(true);
    expect(order.applyPayment(facts('processing'), LATER, 'payment_intent.processing')).toBe(true);
    expect(order.applyPayment(facts('captured'), LATER, 'payment_intent.succeeded')).toBe(true);
    expect(order.history.slice(1)).toEqual([
      { status: 'awaiting_payment', at: LATER, cause: 'payment_opened' },
      { status: 'processing', at: LATER, cause: 'payment_intent.processing' },
      { status: 'paid', at: LATER, cause: 'payment_intent.succeeded' },
    ]);
    expect(order.captured).toEqual(yen(1_100));
    expect(order.snapshot()).toMatchObject({ paidAt: LATER, updatedAt: LATER });
    expect(order.isPaidOrBeyond()).toBe(true);
  });

  it('changes nothing the second time', () => {
    const order = placeOrder();
    order.applyPayment(facts('captured'), LATER, 'payment_intent.succeeded');
    const before = order.snapshot();
    expect(order.applyPayment(facts('captured'), new Date(), 'payment_intent.succeeded')).toBe(false);
    expect(order.snapshot()).toBe(before);
  });

  it('may arrive before the attempt that it implies', () => {
    const order = placeOrder();
    order.applyPayment(facts('captured'), LATER, 'payment_intent.succeeded');
    expect(statuses(order)).toEqual(['pending', 'awaiting_payment', 'paid']);
  });

  it('goes back to awaiting payment when a payment on its way fails', () => {
    const order = placeOrder();
    order.applyPayment(facts('processing'), LATER, 'payment_intent.processing');
    expect(order.isPayable()).toBe(false);
    order.applyPayment(facts('awaiting'), LATER, 'payment_intent.payment_failed');
    expect(order.status).toBe('awaiting_payment');
    expect(order.isPayable()).toBe(true);
  });

  it('ends in the same state whatever the order of arrival once money is captured', () => {
    const everyFact = [facts('awaiting'), facts('processing'), facts('captured'), facts('captured')];
    fc.assert(
      fc.property(fc.shuffledSubarray(everyFact, { minLength: 4 }), (arrivals) => {
        const order = placeOrder();
        for (const fact of arrivals) order.applyPayment(fact, LATER, 'payment_intent');
        expect(order.status).toBe('paid');
        expect(order.captured).toEqual(yen(1_100));
      }),
    );
  });

  it.each<PaymentFacts['state']>(['awaiting', 'processing'])(
    'never takes back an authorization: %s',
    (state) => {
      const order = placeOrder();
      order.applyPayment(facts('authorized'), LATER, 'payment_intent.amount_capturable_updated');
      expect(order.applyPayment(facts(state), LATER, 'late')).toBe(false);
      expect(order.status).toBe('authorized');
      expect(order.applyPayment(facts('captured'), LATER, 'payment_intent.succeeded')).toBe(true);
    },
  );

  it('lets captured money grow and never shrink', () => {
    const order = placeOrder();
    order.applyPayment(facts('captured', 600), LATER, 'first');
    expect(order.applyPayment(facts('captured', 1_100), LATER, 'final')).toBe(true);
    expect(order.applyPayment(facts('captured', 600), LATER, 'late')).toBe(false);
    expect(order.captured).toEqual(yen(1_100));
    expect(statuses(order)).toEqual(['pending', 'awaiting_payment', 'paid']);
  });

  it.each<OrderStatus>(['partially_refunded', 'refunded', 'disputed', 'charged_back'])(
    'does not make an order that is %s merely paid again',
    (status) => {
      const order = inStatus(status);
      expect(order.applyPayment(facts('awaiting'), LATER, 'late')).toBe(false);
      order.applyPayment(facts('captured'), LATER, 'late');
      expect(order.status).toBe(status);
    },
  );

  it.each<OrderStatus>(['cancelled', 'expired'])('cannot pay an order that is %s', (status) => {
    const order = inStatus(status);
    expect(() => order.applyPayment(facts('captured'), LATER, 'late')).toThrow(
      expect.objectContaining({ name: 'OrderClosedError', code: 'order_closed' }),
    );
    expect(order.applyPayment(facts('processing'), LATER, 'late')).toBe(false);
    expect(order.status).toBe(status);
  });

  it('is refused when it contradicts itself or the currency of the order', () => {
    const order = placeOrder();
    expect(() => order.applyPayment(facts('captured', 0), LATER, 'x')).toThrow(
      'Money is captured exactly when',
    );
    expect(() => order.applyPayment(facts('processing', 5), LATER, 'x')).toThrow(
      'Money is captured exactly when',
    );
    const dollars: PaymentFacts = { ...facts('captured'), captured: Money.of(1_100, 'usd') };
    expect(() => order.applyPayment(dollars, LATER, 'x')).toThrow('is not in usd');
  });
});

describe('cancelling an order', () => {
  it.each<OrderStatus>(['pending', 'awaiting_payment'])('works while it is %s', (status) => {
    const order = inStatus(status);
    order.cancel(LATER, 'cancelled_by_customer');
    expect(order.status).toBe('cancelled');
    expect(order.history.at(-1)).toEqual({ status: 'cancelled', at: LATER, cause: 'cancelled_by_customer' });
  });

  it.each<OrderStatus>(['processing', 'authorized', 'paid', 'refunded', 'disputed', 'cancelled', 'expired'])(
    'is refused while it is %s',
    (status) => {
      expect(() => inStatus(status).cancel(LATER, 'x')).toThrow(
        expect.objectContaining({ code: 'order_not_cancellable', kind: 'conflict' }),
      );
    },
  );
});
