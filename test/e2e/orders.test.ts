import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { stock } from '../support/stocked-shop.js';
import { sql } from '../support/sql.js';
import { startStripeCustomersStub, type StripeCustomersStub } from '../support/stripe-customers-stub.js';

const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

describe('orders', () => {
  let stripe: StripeCustomersStub;
  let app: RunningApp;
  let operator: ApiUser;
  let hanako: ApiUser;
  let ken: ApiUser;

  beforeAll(async () => {
    stripe = await startStripeCustomersStub();
    app = await startApp({ env: { STRIPE_API_BASE: stripe.url } });
    operator = await ApiUser.operator(app);
    hanako = await ApiUser.register(app);
    ken = await ApiUser.register(app);
  });
  afterAll(async () => {
    await app.close();
    await stripe.close();
  });

  const placed = async (user: ApiUser): Promise<string> => {
    const { priceId } = await stock(operator);
    const { body } = await user.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
    return String(body?.id);
  };

  describe('looking at orders', () => {
    it("shows one's own, newest first, page by page", async () => {
      const owner = await ApiUser.register(app);
      const ids = [await placed(owner), await placed(owner), await placed(owner)].reverse();
      const first = await owner.get('/api/orders?limit=2');
      expect(first.body).toMatchObject({ data: [{ id: ids[0] }, { id: ids[1] }], has_more: true });
      const rest = await owner.get(`/api/orders?cursor=${String(first.body?.next_cursor)}`);
      expect(rest.body).toMatchObject({ data: [{ id: ids[2] }], has_more: false, next_cursor: null });
    });

    it("answers 404 for someone else's, as for one that does not exist", async () => {
      const id = await placed(hanako);
      expect((await hanako.get(`/api/orders/${id}`)).body).toMatchObject({ id, status: 'pending' });
      for (const path of [id, UNKNOWN, 'order-1']) {
        expect(await ken.get(`/api/orders/${path}`)).toMatchObject({
          status: 404,
          body: { code: 'order_not_found' },
        });
      }
    });

    it("shows operators everyone's, by status", async () => {
      const id = await placed(hanako);
      await hanako.post(`/api/orders/${id}/cancel`);
      const list = await operator.get('/api/admin/orders?status=cancelled&limit=1');
      expect(list.body).toMatchObject({ data: [{ id, user_id: hanako.id, status: 'cancelled' }] });
      expect((await operator.get(`/api/admin/orders/${id}`)).body).toMatchObject({ id, user_id: hanako.id });
      expect((await operator.get(`/api/admin/orders/${UNKNOWN}`)).status).toBe(404);
      expect((await operator.get('/api/admin/orders?status=lost')).status).toBe(400);
      expect((await hanako.get('/api/admin/orders')).status).toBe(403);
      expect((await hanako.get(`/api/admin/orders/${id}`)).status).toBe(403);
    });
  });

  describe('cancelling', () => {
    it("cancels one's own order once", async () => {
      const id = await placed(hanako);
      expect((await ken.post(`/api/orders/${id}/cancel`)).status).toBe(404);
      const cancelled = await hanako.post(`/api/orders/${id}/cancel`);
      expect(cancelled).toMatchObject({ status: 200, body: { id, status: 'cancelled' } });
      expect((await hanako.get(`/api/orders/${id}`)).body).toEqual(cancelled.body);
      expect(await hanako.post(`/api/orders/${id}/cancel`)).toMatchObject({
        status: 409,
        body: { code: 'order_not_cancellable' },
      });
    });

    it('has one winner when many cancel at the same time', async () => {
      const id = await placed(hanako);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => hanako.post(`/api/orders/${id}/cancel`)),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    });

    it("lets an operator cancel anyone's, and writes it down", async () => {
      const id = await placed(hanako);
      expect((await hanako.post(`/api/admin/orders/${id}/cancel`)).status).toBe(403);
      expect(await operator.post(`/api/admin/orders/${id}/cancel`)).toMatchObject({
        status: 200,
        body: { status: 'cancelled', user_id: hanako.id },
      });
      const audit = await sql(
        app.database.url,
        `SELECT action, actor_user_id FROM audit_log WHERE subject = $1`,
        [id],
      );
      expect(audit).toEqual([{ action: 'order.cancelled', actor_user_id: operator.id }]);
    });
  });
});
