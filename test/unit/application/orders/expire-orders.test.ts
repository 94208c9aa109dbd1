import { jest } from '@jest/globals';
import { ExpireOrders } from '../../../../src/application/orders/expire-orders.js';
import { IUnpaidOrders, type UnpaidOrder } from '../../../../src/application/orders/ports/unpaid-orders.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import { Money } from '../../../../src/domain/shared/money.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { placeOrder } from '../../../support/orders.js';
import { Shop } from '../../../support/shop.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Hands out each overdue order once, in batches, as claims do. */
class FakeUnpaidOrders extends IUnpaidOrders {
  readonly #claimed = new Set<string>();

  constructor(private readonly shop: Shop) {
    super();
  }

  async claimOverdue(before: Date, _retryMs: number, limit: number): Promise<UnpaidOrder[]> {
    const due = [...this.shop.orders.rows.values()]
      .filter(({ status }) => status === 'pending' || status === 'awaiting_payment')
      .filter(({ id, placedAt }) => placedAt <= before && !this.#claimed.has(id))
      .slice(0, limit);
    for (const { id } of due) this.#claimed.add(id);
    return due;
  }
}

describe('an order that nobody pays', () => {
  const order = placeOrder();
  let shop: Shop;
  let logger: FakeLogger;

  beforeEach(async () => {
    shop = new Shop();
    logger = new FakeLogger();
    await shop.orders.insert(placeOrder({ at: shop.clock.now() }));
  });

  const expire = (signal = new AbortController().signal): Promise<number> =>
    new ExpireOrders(
      new FakeUnpaidOrders(shop),
      shop.orders,
      shop.payments,
      shop.outbox,
      shop.unitOfWork,
      shop.clock,
      logger,
    ).execute({ payableMs: DAY_MS, signal });
  const status = (): string | undefined => shop.orders.rows.get(order.id)?.status;

  it('expires after its time, once Stripe has closed its payment, and is announced', async () => {
    shop.clock.advance(DAY_MS - 1);
    expect(await expire()).toBe(0);
    shop.clock.advance(1);
    expect(await expire()).toBe(1);
    expect(shop.payments.closed).toBe(1);
    expect(shop.orders.rows.get(order.id)).toMatchObject({ status: 'expired' });
    expect(shop.orders.rows.get(order.id)?.history.at(-1)).toMatchObject({ cause: 'expired_unpaid' });
    expect(shop.outbox.events).toMatchObject([
      {
        type: 'order.expired',
        subject: order.id,
        data: { order_id: order.id, total: 1_100, currency: 'jpy' },
      },
    ]);
  });

  it.each(['paid', 'processing'] as const)('does not expire when Stripe says %s', async (outcome) => {
    shop.clock.advance(DAY_MS);
    shop.payments.outcome = outcome;
    expect(await expire()).toBe(0);
    expect(status()).toBe('pending');
  });

  it('does not expire while Stripe waits for a voucher, which has a deadline of its own', async () => {
    shop.clock.advance(DAY_MS);
    shop.payments.awaited = true;
    expect(await expire()).toBe(0);
    expect(shop.payments.closed).toBe(0);
  });

  it('does not expire when a payment was opened between the closing and the lock', async () => {
    shop.clock.advance(DAY_MS);
    shop.payments.reopenings = 1;
    expect(await expire()).toBe(0);
    expect(status()).toBe('pending');
  });

  it('does not expire when the money arrives between the closing and the lock', async () => {
    shop.clock.advance(DAY_MS);
    jest.spyOn(shop.payments, 'close').mockImplementation(async () => {
      const paid = placeOrder();
      paid.applyPayment(
        { attemptId: 'attempt-1', state: 'captured', captured: Money.of(1_100, 'jpy') },
        shop.clock.now(),
        'event',
      );
      await shop.orders.update(paid);
      return 'closed';
    });
    expect(await expire()).toBe(0);
    expect(status()).toBe('paid');
    expect(shop.outbox.events).toEqual([]);
  });

  it('stays while Stripe cannot confirm, and keeps no other from expiring', async () => {
    await shop.orders.insert(placeOrder({ id: 'order-2', number: 'KAI-2', at: shop.clock.now() }));
    shop.clock.advance(DAY_MS);
    const outage = new DomainError('stripe_unavailable', 'unavailable', 'Try again.');
    jest.spyOn(shop.payments, 'close').mockRejectedValueOnce(outage);
    expect(await expire()).toBe(1);
    expect(status()).toBe('pending');
    expect(logger.lines).toMatchObject([{ level: 'warn', facts: { order_id: order.id } }]);
  });

  it('expires batch by batch, and what is left when the process stops waits for the next run', async () => {
    for (let index = 0; index < 45; index += 1) {
      await shop.orders.insert(
        placeOrder({ id: `order-${index}`, number: `KAI-${index}`, at: shop.clock.now() }),
      );
    }
    shop.clock.advance(DAY_MS);
    expect(await expire(AbortSignal.abort())).toBe(0);
    expect(await expire()).toBe(46);
  });
});
