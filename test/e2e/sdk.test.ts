import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError, bearer, createKaikei, newIdempotencyKey } from 'kaikei-sdk';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { stock } from '../support/stocked-shop.js';

const ACCOUNT = {
  email: 'hanako@example.com',
  password: 'horse tent gravel',
  name: 'Hanako',
  terms_accepted: true,
  privacy_accepted: true,
};

/** The client as others get it, built, against the API as it is. Cookies are for browsers, and tested in one. */
describe('the client', () => {
  let app: RunningApp;
  let token = '';
  const kaikei = () => createKaikei({ baseUrl: app.url, identity: bearer(() => token) });

  beforeAll(async () => {
    app = await startApp();
    token = (await kaikei().post('/api/auth/register', { body: ACCOUNT })).access_token;
  });
  afterAll(() => app.close());

  it('sends a body and its key, fills paths, reads lists, and has nothing for an empty answer', async () => {
    const { priceId } = await stock(await ApiUser.operator(app));
    const { data: products } = await kaikei().get('/api/products', { query: { limit: 1 } });
    expect(products.flatMap(({ prices }) => prices.map(({ id }) => id))).toEqual([priceId]);

    const placing = {
      body: { items: [{ price_id: priceId, quantity: 2 }] },
      idempotencyKey: newIdempotencyKey(),
    };
    const order = await kaikei().post('/api/orders', placing);
    expect(order).toMatchObject({ status: 'pending', total: 2_200, currency: 'jpy' });
    expect(await kaikei().post('/api/orders', placing)).toEqual(order);
    expect((await kaikei().get('/api/orders')).data).toHaveLength(1);
    const path = { id: order.id };
    expect((await kaikei().post('/api/orders/{id}/cancel', { path })).status).toBe('cancelled');
    await expect(kaikei().post('/api/auth/email/verification')).resolves.toBeUndefined();
  });

  it('rejects with the code and the words of a problem, field by field', async () => {
    const profile = kaikei().patch('/api/users/me', { body: { name: '', birthdate: 'yesterday' } });
    const error = await profile.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 400, code: 'validation_failed', isRefusal: true });
    expect((error as ApiError).fields.map(({ field }) => field).sort()).toEqual(['birthdate', 'name']);
    const unknown = kaikei().get('/api/orders/{id}', { path: { id: 'nonsense' } });
    await expect(unknown).rejects.toMatchObject({ status: 404, code: 'order_not_found' });
  });

  it('tells a wrong password, which ends nothing, from a session that has ended', async () => {
    let ended = 0;
    const stranger = createKaikei({ baseUrl: app.url, identity: bearer(() => 'forged') });
    stranger.onSessionEnd(() => (ended += 1));
    const wrong = { email: ACCOUNT.email, password: 'not that one' };
    await expect(stranger.post('/api/auth/login', { body: wrong })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect(ended).toBe(0);
    await expect(stranger.get('/api/users/me')).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(ended).toBe(1);
  });
});
