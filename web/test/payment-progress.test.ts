import { describe, expect, test } from '@jest/globals';
import type { OrderDetails, OrderStatus } from 'kaikei-sdk';
import { isUnsettled, paymentProgress } from '../src/orders/payment-progress.js';
import { asksStripe, MAX_POLLS, poll, pollDelayMs } from '../src/orders/poll.js';

function orderThrough(...statuses: OrderStatus[]): OrderDetails {
  const history = statuses.map((status) => ({ status, at: '2026-11-20T00:00:00Z', cause: 'test' }));
  const moved = { amount_captured: 0, tax_captured: 0, amount_refunded: 0, tax_refunded: 0 };
  const amounts = { subtotal: 0, tax: 0, taxes: [], total: 0, ...moved };
  const status = statuses.at(-1) ?? 'pending';
  return {
    id: 'o',
    number: 'KAI',
    currency: 'jpy',
    items: [],
    created_at: '',
    updated_at: '',
    paid_at: null,
    fulfillable_at: null,
    ...amounts,
    status,
    history,
    payment: null,
  };
}

const sent = { afterChanges: 2 };

describe('what the page says about a payment', () => {
  test('an order that nobody has paid can be paid', () => {
    expect(paymentProgress(orderThrough('pending'), null, false)).toBe('open');
    expect(paymentProgress(orderThrough('pending', 'awaiting_payment'), null, false)).toBe('open');
  });

  test('the browser’s word is never enough for "paid"', () => {
    expect(paymentProgress(orderThrough('pending', 'awaiting_payment'), sent, false)).toBe('waiting');
    expect(paymentProgress(orderThrough('pending', 'awaiting_payment'), sent, true)).toBe('unconfirmed');
  });

  test('the server’s word is', () => {
    expect(paymentProgress(orderThrough('pending', 'awaiting_payment', 'paid'), sent, true)).toBe('paid');
  });

  test('a payment that the bank is working on is neither paid nor failed', () => {
    const order = orderThrough('pending', 'awaiting_payment', 'processing');
    expect(paymentProgress(order, sent, true)).toBe('processing');
  });

  test('a payment that was taken and then refused has failed, and a new attempt after it is waiting', () => {
    const order = orderThrough('pending', 'awaiting_payment', 'processing', 'awaiting_payment');
    expect(paymentProgress(order, sent, false)).toBe('failed');
    expect(paymentProgress(order, { afterChanges: 4 }, false)).toBe('waiting');
  });

  test.each(['cancelled', 'expired', 'refunded', 'disputed'] as const)('%s speaks for itself', (status) => {
    expect(paymentProgress(orderThrough('pending', status), sent, false)).toBe('settled');
    expect(isUnsettled(status)).toBe(false);
  });
});

describe('asking until the order has settled', () => {
  test('starts quickly, slows down, and ends after about two minutes', () => {
    const delays = Array.from({ length: MAX_POLLS }, (_, attempt) => pollDelayMs(attempt));
    const total = delays.reduce((sum, delay) => sum + delay, 0);
    expect(delays[0]).toBeLessThan(500);
    expect(Math.max(...delays)).toBe(5_000);
    expect(total).toBeGreaterThan(110_000);
    expect(total).toBeLessThan(130_000);
  });

  test('asks Stripe itself once its event is late, and only now and then', () => {
    const looks = Array.from({ length: MAX_POLLS }, (_, attempt) => attempt).filter(asksStripe);
    const before = looks[0] ?? 0;
    const waited = Array.from({ length: before + 1 }, (_, attempt) => pollDelayMs(attempt));
    expect(waited.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(3_000);
    expect(looks.length).toBeLessThanOrEqual(MAX_POLLS / 2);
  });

  test('goes on over lost answers and stops at the first that settles it', async () => {
    const answers = [new Error('lost'), 'awaiting_payment', 'paid', 'never asked'];
    const seen: string[] = [];
    const settled = await poll({
      load: () => {
        const answer = answers.shift();
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? '');
      },
      onAnswer: (answer) => seen.push(answer) > 0 && answer === 'paid',
      sleep: () => Promise.resolve(),
    });
    expect(settled).toBe(true);
    expect(seen).toEqual(['awaiting_payment', 'paid']);
  });

  test('gives up in the end', async () => {
    let asked = 0;
    const load = () => Promise.resolve((asked += 1));
    expect(await poll({ load, onAnswer: () => false, sleep: () => Promise.resolve() })).toBe(false);
    expect(asked).toBe(MAX_POLLS);
  });
});
