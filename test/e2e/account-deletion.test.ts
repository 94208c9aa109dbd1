import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForgetPayloads } from '../../src/application/identity/forget-payloads.js';
import { AccountShop, type Customer } from '../support/account-shop.js';
import type { Answer } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { findInTables } from '../support/find-in-tables.js';
import { bearer, PASSWORD } from '../support/identity-app.js';

const PATH = '/api/users/me';
/** A mail is written off a moment after it was taken. */
const WITHIN_MS = 15_000;
/** Nobody else in these tests is called so, lives there, or sends this. */
const CANARY_PROFILE = {
  email: 'kanarienvogel@example.com',
  name: 'Piepmatz Zwitscher',
  phone: '+81 90 4711 4711',
  birthdate: '1971-03-07',
};
/** Where they were written to before, and where they wished to be. */
const [FORMER_EMAIL, WISHED_EMAIL] = ['kanarienkueken@example.com', 'kanarienfeder@example.com'];
const USER_AGENT = 'Voliere/4711';
const WORDS = [...Object.values(CANARY_PROFILE), FORMER_EMAIL, WISHED_EMAIL, USER_AGENT];
const { email } = CANARY_PROFILE;

let shop: AccountShop;

beforeAll(async () => {
  shop = await AccountShop.open();
});
afterAll(() => shop.close());

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const forgetPayloads = (): Promise<void> =>
  shop.shop.worker.get(ForgetPayloads).execute(new AbortController().signal);
const found = (): Promise<string[]> => findInTables(shop.databaseUrl, WORDS);

describe('an account that its owner deletes', () => {
  let canary: Customer;
  let paidOrder: string;
  let pendingOrder: string;
  let stripeCustomer: string;

  beforeAll(async () => {
    canary = await shop.register({ ...CANARY_PROFILE, email: FORMER_EMAIL }, USER_AGENT);
    const wrong = { email: FORMER_EMAIL, password: 'a wrong password' };
    await shop.browser().post('/api/auth/login', wrong, { headers: { 'user-agent': USER_AGENT } });
    await shop.forgetPassword(FORMER_EMAIL);
    await shop.grantResets();
    await shop.changeEmail(canary, email);
    await shop.tellAddresses();
    paidOrder = await shop.pay(canary, CANARY_PROFILE);
    await shop.operator.post(`/api/admin/orders/${paidOrder}/refunds`, { amount: 100 });
    await shop.orderBecomes(paidOrder, 'partially_refunded');
    pendingOrder = await shop.place(canary, { 'idempotency-key': 'a key of the canary' });
    await shop.forgetPassword(email);
    stripeCustomer = await shop.stripeCustomerOf(canary);
    await shop.eventsAreDone();
    await shop.recordDeed('operator.demoted', canary);
    await shop.askForEmail(canary, WISHED_EMAIL);
    await shop.mailsTo(WISHED_EMAIL, '/confirm-email#token=', 1);
    // Mails to an address that is not known to be theirs do not say their name.
    await shop.mailsTo(email, CANARY_PROFILE.name, 3);
  });

  it('is exported before, whole and without a secret', async () => {
    const { status, headers, body } = await canary.browser.get(`${PATH}/export`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="kaikei-account-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      profile: CANARY_PROFILE,
      consents: { terms_accepted_at: expect.any(String), privacy_accepted_at: expect.any(String) },
      pending_email: { new_email: WISHED_EMAIL },
      sessions: [{ user_agent: USER_AGENT }],
      saved_cards: [{ brand: 'visa', last4: '4242' }],
      sign_ins: [
        { method: 'email_change_request' },
        { method: 'email_change' },
        { method: 'email_change_request' },
        { outcome: 'wrong_password' },
        { outcome: 'succeeded' },
      ],
      deeds: [
        { action: 'email.change_requested', by: 'you' },
        { action: 'operator.demoted', by: 'shop' },
        { action: 'email.changed', by: 'you' },
        { action: 'email.change_requested', by: 'you' },
      ],
      orders: [
        { id: pendingOrder, status: 'pending', payments: [] },
        {
          id: paidOrder,
          history: expect.arrayContaining([expect.objectContaining({ status: 'paid' })]),
          payments: [{ status: 'succeeded' }],
          refunds: [{ amount: 100 }],
        },
      ],
    });
    const mails = JSON.stringify(body?.mails);
    for (const of of [
      'Receipt for order',
      'Confirm your e-mail address',
      'Your e-mail address was changed',
    ]) {
      expect(mails).toContain(of);
    }
    // The same whoever has the address that was asked for: else the export would tell.
    expect(mails).not.toContain('Confirm your new e-mail address');
    expect(JSON.stringify(body)).not.toMatch(/argon2|hash|secret|#token=[\w-]/);
    expect(JSON.stringify(body)).not.toContain(shop.operator.id);
  });

  it('is known in many tables until then: the scan sees them', async () => {
    const tables = (await found()).map((one) => one.split(':')[0]);
    expect([...new Set(tables)].toSorted()).toEqual([
      'public.account_tokens',
      'public.notifications',
      'public.password_reset_requests',
      'public.sessions',
      'public.sign_ins',
      'public.stripe_customers',
      'public.stripe_events',
      'public.users',
    ]);
  });

  it('is not deleted by a wrong password, another body, or a foreign page', async () => {
    expect(outcomeOf(await shop.delete(canary, 'a wrong password'))).toEqual([403, 'password_wrong']);
    expect(outcomeOf(await canary.browser.send('DELETE', PATH))).toEqual([400, 'validation_failed']);
    const forged = await canary.browser.send('DELETE', PATH, { body: { password: PASSWORD }, csrf: false });
    expect(outcomeOf(forged)).toEqual([403, 'csrf_token_invalid']);
    const nobody = await shop.browser().send('DELETE', PATH, {
      body: { password: PASSWORD },
    });
    expect(outcomeOf(nobody)).toEqual([401, 'unauthenticated']);
  });

  it('leaves nothing of the person in any table, and tells them so', async () => {
    expect(outcomeOf(await shop.delete(canary))).toEqual([204, null]);
    expect([...canary.browser.cookies.keys()]).toEqual(['kaikei_device']);
    const [told] = await shop.mailsTo(email, 'was deleted', 1);
    expect(told?.text).toContain('アカウントを削除し');
    // Stripe's own word that the customer is gone says once more who that was.
    await shop.hasHeard('customer.deleted', stripeCustomer);
    await forgetPayloads();
    await eventually(found, (left) => left.length === 0, WITHIN_MS);
  });

  it('is gone at Stripe, cards and all', async () => {
    await expect(shop.shop.stripe.customers.retrieve(stripeCustomer)).resolves.toMatchObject({
      deleted: true,
    });
  });

  it('leaves the books: the order unpaid is cancelled, the order paid stays, and is refunded as before', async () => {
    expect(await shop.orderBecomes(pendingOrder, 'cancelled')).toBe('cancelled');
    const { status } = await shop.operator.post(`/api/admin/orders/${paidOrder}/refunds`, {});
    expect(status).toBe(201);
    expect(await shop.orderBecomes(paidOrder, 'refunded')).toBe('refunded');
    const receipt = await fetch(`${shop.shop.app.url}/api/admin/orders/${paidOrder}/receipt`, {
      headers: bearer(shop.operator.accessToken),
    });
    expect(receipt.status).toBe(200);
    const audit = (await shop.operator.get('/api/admin/audit')).body?.data;
    expect(audit).toContainEqual(expect.objectContaining({ action: 'account.deleted', subject: canary.id }));
    await shop.eventsAreDone();
    await forgetPayloads();
    expect(await found()).toEqual([]);
  });

  it.each<[string, string, unknown]>([
    ['PATCH', PATH, { name: 'Back again' }],
    ['GET', PATH, undefined],
    ['GET', `${PATH}/export`, undefined],
    ['DELETE', PATH, { password: PASSWORD }],
    ['DELETE', `${PATH}/sessions`, undefined],
    ['POST', '/api/auth/email/verification', {}],
    ['POST', '/api/auth/password/change', { current_password: PASSWORD, new_password: 'gravel tent horse' }],
    ['POST', '/api/payment-methods/setup-intent', undefined],
  ])('cannot be used any more by a token that is left: %s %s', async (method, path, body) => {
    const answer = await shop.browser().send(method, path, {
      ...(body !== undefined && { body }),
      headers: bearer(canary.token),
    });
    expect(outcomeOf(answer)).toEqual([401, 'session_ended']);
  });

  it('buys nothing by a token that is left', async () => {
    const send = (path: string, body: unknown): Promise<Answer> =>
      shop.browser().post(path, body, { headers: bearer(canary.token) });
    const order = await send('/api/orders', { items: [{ price_id: shop.priceId, quantity: 1 }] });
    expect(outcomeOf(order)).toEqual([401, 'session_ended']);
    const payment = await send('/api/payments/intent', { order_id: pendingOrder });
    expect(outcomeOf(payment)).toEqual([409, 'order_not_payable']);
  });

  it('is not signed in to any more, and its address can be registered anew', async () => {
    const answer = await shop.browser().post('/api/auth/login', { email, password: PASSWORD });
    expect(outcomeOf(answer)).toEqual([401, 'invalid_credentials']);
    const again = await shop.register(CANARY_PROFILE, USER_AGENT);
    expect(again.id).not.toBe(canary.id);
    expect((await again.browser.get('/api/orders')).body?.data).toEqual([]);
    expect(await shop.stripeCustomerOf(again)).not.toBe(stripeCustomer);
  });
});
