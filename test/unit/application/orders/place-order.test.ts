import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OrderIdTaken, OrderNumberTaken } from '../../../../src/application/orders/ports/order-repository.js';
import type { PlaceOrderItem } from '../../../../src/application/orders/place-order.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../../src/domain/shared/organization.js';
import { createPrice, createProduct, NOTEBOOK_PRICE_ID } from '../../../support/catalog.js';
import { Shop } from '../../../support/shop.js';

const USER = { organizationId: DEFAULT_ORGANIZATION_ID, userId: '00000000-0000-7000-8000-0000000000e1' };
const ORDER_ID = '00000000-0000-7000-8000-0000000000d1';
const OTHER_PRICE = '00000000-0000-7000-8000-0000000000b2';
const notebook = (quantity = 1): PlaceOrderItem => ({ priceId: NOTEBOOK_PRICE_ID, quantity });
const other: PlaceOrderItem = { priceId: OTHER_PRICE, quantity: 1 };

describe('placing an order', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = new Shop();
    await shop.products.insertIfAbsent(createProduct());
    await shop.prices.insertIfAbsent(createPrice());
  });

  it('costs what the catalogue says', async () => {
    const order = await shop.placeOrder.execute({ ...USER, items: [notebook(2)] });
    expect(order).toMatchObject({ status: 'pending', currency: 'jpy', totalMinor: 2_200, taxMinor: 200 });
    expect(order.number).toMatch(/^KAI-261120-[2-9A-Z]{5}$/);
    expect(order.lines).toEqual([
      expect.objectContaining({ priceId: NOTEBOOK_PRICE_ID, productName: 'Notebook', quantity: 2 }),
    ]);
    expect(shop.orders.rows.get(order.id)).toEqual(order);
  });

  it('keeps a price that stands twice as two lines, as they were sent', async () => {
    const order = await shop.placeOrder.execute({ ...USER, items: [notebook(1), notebook(2)] });
    expect(order.lines.map(({ quantity }) => quantity)).toEqual([1, 2]);
    expect(order.totalMinor).toBe(3_300);
  });

  it('refuses what is not for sale, and names the item', async () => {
    await shop.prices.insertIfAbsent(createPrice({ id: OTHER_PRICE, active: false }));
    const refusal = shop.placeOrder.execute({ ...USER, items: [notebook(), other] });
    await expect(refusal).rejects.toMatchObject({
      code: 'price_unknown',
      kind: 'unprocessable',
      errors: [{ field: 'items.1.price_id' }],
    });
    expect(shop.orders.rows.size).toBe(0);
  });

  it('refuses the prices of an inactive product', async () => {
    const hidden = createProduct({ id: OTHER_PRICE, active: false });
    await shop.products.insertIfAbsent(hidden);
    await shop.prices.insertIfAbsent(createPrice({ id: OTHER_PRICE, productId: hidden.id }));
    await expect(shop.placeOrder.execute({ ...USER, items: [other] })).rejects.toMatchObject({
      code: 'price_unknown',
    });
  });

  it("refuses another organization's price", async () => {
    const elsewhere = { ...USER, organizationId: '00000000-0000-7000-8000-000000000002' };
    await expect(shop.placeOrder.execute({ ...elsewhere, items: [notebook()] })).rejects.toMatchObject({
      code: 'price_unknown',
    });
  });

  it('refuses a recurring price: it is subscribed to', async () => {
    await shop.prices.insertIfAbsent(createPrice({ id: OTHER_PRICE, type: 'recurring', interval: 'month' }));
    await expect(shop.placeOrder.execute({ ...USER, items: [other] })).rejects.toMatchObject({
      code: 'price_not_one_time',
      kind: 'unprocessable',
    });
  });

  it('refuses two currencies in one order', async () => {
    await shop.prices.insertIfAbsent(createPrice({ id: OTHER_PRICE, currency: 'usd' }));
    await expect(shop.placeOrder.execute({ ...USER, items: [notebook(), other] })).rejects.toMatchObject({
      code: 'currency_mixed',
      kind: 'unprocessable',
    });
  });

  it('may be delivered at once with nothing to pay, and tells so once', async () => {
    await shop.prices.insertIfAbsent(createPrice({ id: OTHER_PRICE, unitAmountMinor: 0 }));
    const command = { ...USER, orderId: ORDER_ID, items: [other] };
    const order = await shop.placeOrder.execute(command);
    await shop.placeOrder.execute(command);
    expect(order).toMatchObject({ status: 'paid', fulfillableAt: shop.clock.now() });
    expect(shop.outbox.events).toMatchObject([
      { type: 'order.paid', subject: ORDER_ID, data: { amount: 0, currency: 'jpy' } },
      { type: 'order.fulfillable', subject: ORDER_ID },
    ]);
  });

  it('tells nobody of an order that is yet to be paid', async () => {
    const order = await shop.placeOrder.execute({ ...USER, items: [notebook()] });
    expect(order.fulfillableAt).toBeNull();
    expect(shop.outbox.events).toEqual([]);
  });

  it('draws another number when the first is taken', async () => {
    const first = await shop.placeOrder.execute({ ...USER, items: [notebook()] });
    const code = first.number.slice(-5);
    const draw = jest.spyOn(shop.ids, 'code').mockReturnValueOnce(code).mockReturnValueOnce(code);
    const second = await shop.placeOrder.execute({ ...USER, items: [notebook()] });
    expect(second.number).not.toBe(first.number);
    expect(draw).toHaveBeenCalledTimes(3);
  });

  it('gives up drawing numbers after five', async () => {
    const insert = jest.spyOn(shop.orders, 'insert').mockRejectedValue(new OrderNumberTaken('KAI'));
    await expect(shop.placeOrder.execute({ ...USER, items: [notebook()] })).rejects.toThrow(OrderNumberTaken);
    expect(insert).toHaveBeenCalledTimes(5);
  });

  it('places the order of one request once, however often the request is sent', async () => {
    const command = { ...USER, orderId: ORDER_ID, items: [notebook()] };
    const orders = await Promise.all([1, 2, 3].map(() => shop.placeOrder.execute(command)));
    expect(new Set(orders.map(({ number }) => number)).size).toBe(1);
    expect(shop.orders.rows.size).toBe(1);
    // What is sold out meanwhile does not matter: the order stands.
    shop.prices.rows.clear();
    expect(await shop.placeOrder.execute(command)).toEqual(orders[0]);
  });

  it('does not hide that an id is taken without an order to show for it', async () => {
    jest.spyOn(shop.orders, 'insert').mockRejectedValue(new OrderIdTaken(ORDER_ID));
    const command = { ...USER, orderId: ORDER_ID, items: [notebook()] };
    await expect(shop.placeOrder.execute(command)).rejects.toThrow(OrderIdTaken);
  });

  it("never answers with someone else's order", async () => {
    const command = { ...USER, orderId: ORDER_ID, items: [notebook()] };
    await shop.placeOrder.execute(command);
    await expect(shop.placeOrder.execute({ ...command, userId: OTHER_PRICE })).rejects.toThrow(
      'was given to two users',
    );
  });
});
