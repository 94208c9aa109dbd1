import { describe, expect, it } from '@jest/globals';
import type { Aftermath, PaymentFacts } from '../../../../src/domain/orders/order-facts.js';
import type { Order } from '../../../../src/domain/orders/order.js';
import type { OrderStatus } from '../../../../src/domain/orders/order-status.js';
import { Money } from '../../../../src/domain/shared/money.js';
import { placeOrder } from '../../../support/orders.js';

const LATER = new Date('2026-11-20T09:05:00Z');
const yen = (amount: number): Money => Money.of(amount, 'jpy');
const CAPTURED: PaymentFacts = { attemptId: 'attempt-1', state: 'captured', captured: yen(1_100) };
const statuses = (order: Order): OrderStatus[] => order.history.map(({ status }) => status);

describe('what becomes of captured money', () => {
  const paid = (): Order => {
    const order = placeOrder();
    order.applyPayment(CAPTURED, LATER, 'paid');
    return order;
  };
  const after = (order: Order, refunded: number, dispute: Aftermath['dispute'] = 'none'): OrderStatus => {
    order.applyAftermath({ refunded: yen(refunded), dispute }, LATER, 'aftermath');
    return order.status;
  };

  it('is told by refunds', () => {
    const order = paid();
    expect([after(order, 100), after(order, 1_100)]).toEqual(['partially_refunded', 'refunded']);
    expect(order.refunded).toEqual(yen(1_100));
  });

  it('goes back when a refund fails', () => {
    const order = paid();
    after(order, 1_100);
    expect([after(order, 100), after(order, 0)]).toEqual(['partially_refunded', 'paid']);
  });

  it('is told by a dispute before it is told by refunds', () => {
    const order = paid();
    after(order, 100);
    expect([after(order, 100, 'open'), after(order, 100, 'lost')]).toEqual(['disputed', 'charged_back']);
    expect(after(order, 100, 'open')).toBe('disputed');
    expect(after(order, 100, 'none')).toBe('partially_refunded');
  });

  it('passes through `disputed` where only the loss was heard of', () => {
    const order = paid();
    after(order, 1_100);
    expect(after(order, 1_100, 'lost')).toBe('charged_back');
    expect(statuses(order).slice(-3)).toEqual(['refunded', 'disputed', 'charged_back']);
  });

  it('changes nothing when it is told again, or before the money came', () => {
    const order = paid();
    after(order, 100);
    expect(order.applyAftermath({ refunded: yen(100), dispute: 'none' }, LATER, 'again')).toBe(false);
    const unpaid = placeOrder();
    expect(unpaid.applyAftermath({ refunded: yen(0), dispute: 'open' }, LATER, 'early')).toBe(false);
    expect(unpaid.status).toBe('pending');
  });

  it('is never more than was captured', () => {
    expect(() => after(paid(), 1_101)).toThrow('No more is refunded than was captured.');
  });
});

describe('releasing an order for delivery', () => {
  it('happens once, and only while the money is ours', () => {
    const order = placeOrder();
    expect(order.release(LATER)).toBe(false);
    order.applyPayment(CAPTURED, LATER, 'paid');
    expect([order.release(LATER), order.release(LATER)]).toEqual([true, false]);
    expect(order.snapshot().fulfillableAt).toEqual(LATER);
  });

  it('does not happen to an order whose money went back', () => {
    const order = placeOrder();
    order.applyPayment(CAPTURED, LATER, 'paid');
    order.applyAftermath({ refunded: yen(1_100), dispute: 'none' }, LATER, 'refund');
    expect(order.release(LATER)).toBe(false);
  });
});
