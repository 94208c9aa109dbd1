import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../../src/domain/shared/organization.js';
import { Money } from '../../../../src/domain/shared/money.js';
import { placeOrder } from '../../../support/orders.js';
import { Shop } from '../../../support/shop.js';

const OTHER_USER = '00000000-0000-7000-8000-0000000000e2';

describe('cancelling an order', () => {
  const order = placeOrder();
  const command = {
    organizationId: DEFAULT_ORGANIZATION_ID,
    orderId: order.id,
    actor: { userId: order.userId, role: 'customer' },
  } as const;
  const operator = { ...command, actor: { userId: OTHER_USER, role: 'operator' } } as const;
  let shop: Shop;

  beforeEach(async () => {
    shop = new Shop();
    await shop.orders.insert(placeOrder());
  });

  it('closes the payment at Stripe first, and keeps who cancelled', async () => {
    const cancelled = await shop.cancelOrder.execute(command);
    expect(shop.payments.closed).toBe(1);
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.history.at(-1)).toMatchObject({ cause: 'cancelled_by_customer', at: shop.clock.now() });
    expect(shop.auditLog.entries).toEqual([]);
  });

  it("finds nothing where the order is someone else's", async () => {
    const stranger = { ...command, actor: { userId: OTHER_USER, role: 'customer' } } as const;
    await expect(shop.cancelOrder.execute(stranger)).rejects.toMatchObject({ code: 'order_not_found' });
    const unknown = { ...command, orderId: OTHER_USER };
    await expect(shop.cancelOrder.execute(unknown)).rejects.toMatchObject({ code: 'order_not_found' });
    expect(shop.payments.closed).toBe(0);
  });

  it("lets an operator cancel anyone's, and writes it down", async () => {
    const cancelled = await shop.cancelOrder.execute(operator);
    expect(cancelled.history.at(-1)?.cause).toBe('cancelled_by_operator');
    expect(shop.auditLog.entries).toEqual([
      expect.objectContaining({ action: 'order.cancelled', subject: order.id, actorUserId: OTHER_USER }),
    ]);
  });

  it.each(['paid', 'processing'] as const)(
    'comes too late when Stripe says that the payment is %s',
    async (outcome) => {
      shop.payments.outcome = outcome;
      await expect(shop.cancelOrder.execute(command)).rejects.toMatchObject({
        code: 'order_not_cancellable',
        kind: 'conflict',
      });
      expect(shop.orders.rows.get(order.id)?.status).toBe('pending');
    },
  );

  it('does not ask Stripe about an order that cannot be cancelled', async () => {
    await shop.cancelOrder.execute(command);
    await expect(shop.cancelOrder.execute(command)).rejects.toMatchObject({ code: 'order_not_cancellable' });
    expect(shop.payments.closed).toBe(1);
  });

  it('closes again what was opened meanwhile, and not without end', async () => {
    shop.payments.reopenings = 2;
    expect((await shop.cancelOrder.execute(command)).status).toBe('cancelled');
    expect(shop.payments.closed).toBe(3);

    const busy = placeOrder({ id: OTHER_USER, number: 'KAI-261120-22222' });
    await shop.orders.insert(busy);
    shop.payments.reopenings = 3;
    await expect(shop.cancelOrder.execute({ ...command, orderId: busy.id })).rejects.toMatchObject({
      code: 'order_not_cancellable',
    });
    expect(shop.orders.rows.get(busy.id)?.status).toBe('pending');
  });

  it('is refused when the money arrives between the closing and the lock', async () => {
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
    await expect(shop.cancelOrder.execute(command)).rejects.toMatchObject({ code: 'order_not_cancellable' });
    expect(shop.orders.rows.get(order.id)?.status).toBe('paid');
  });

  it('leaves the order alone when Stripe cannot confirm', async () => {
    const outage = new DomainError('stripe_unavailable', 'unavailable', 'Try again.');
    jest.spyOn(shop.payments, 'close').mockRejectedValue(outage);
    await expect(shop.cancelOrder.execute(command)).rejects.toBe(outage);
    expect(shop.orders.rows.get(order.id)?.status).toBe('pending');
  });
});
