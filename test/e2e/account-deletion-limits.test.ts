import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForgetPayloads } from '../../src/application/identity/forget-payloads.js';
import { SettleErasures } from '../../src/application/identity/settle-erasures.js';
import { AccountShop } from '../support/account-shop.js';
import type { Answer } from '../support/browser-client.js';
import { findInTables } from '../support/find-in-tables.js';
import { sql } from '../support/sql.js';

let shop: AccountShop;

beforeAll(async () => {
  shop = await AccountShop.open();
});
afterAll(() => shop.close());

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const never = new AbortController().signal;

describe('what stands in the way of a deletion', () => {
  it('is an order that is being paid, until it is cancelled', async () => {
    const customer = await shop.register();
    const { orderId } = await shop.openPayment(customer);
    const refused = await shop.delete(customer);
    expect(outcomeOf(refused)).toEqual([409, 'account_in_use']);
    expect(refused.body?.detail).toMatch(/is awaiting_payment: cancel it, or pay it/);
    await customer.browser.post(`/api/orders/${orderId}/cancel`);
    expect(outcomeOf(await shop.delete(customer))).toEqual([204, null]);
  });

  it('is being the only operator', async () => {
    const first = await shop.register();
    const all = `UPDATE users SET role = 'customer' WHERE role = 'operator'`;
    await sql(shop.databaseUrl, all);
    await sql(shop.databaseUrl, `UPDATE users SET role = 'operator' WHERE id = $1`, [first.id]);
    expect(outcomeOf(await shop.delete(first))).toEqual([409, 'last_operator']);
    await sql(shop.databaseUrl, `UPDATE users SET role = 'operator' WHERE id = $1`, [shop.operator.id]);
    expect(outcomeOf(await shop.delete(first))).toEqual([204, null]);
  });
});

describe('another address while Stripe does not answer', () => {
  it('is the account’s at once, and told to Stripe until that answers', async () => {
    const customer = await shop.register();
    const stripeCustomer = await shop.stripeCustomerOf(customer);
    const newEmail = `${crypto.randomUUID()}@example.com`;
    const route = 'POST /v1/customers/:id';
    await shop.shop.sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: 1 });
    expect((await shop.changeEmail(customer, newEmail)).body?.email).toBe(newEmail);
    await shop.tellAddresses();
    const atStripe = (): Promise<unknown> => shop.shop.stripe.customers.retrieve(stripeCustomer);
    expect(await atStripe()).not.toMatchObject({ email: newEmail });
    await sql(shop.databaseUrl, 'UPDATE stripe_customers SET tell_at = now() WHERE tell_at IS NOT NULL');
    await shop.tellAddresses();
    expect(await atStripe()).toMatchObject({ email: newEmail });
  });
});

describe('a deletion by whoever has an address that was another’s before', () => {
  it('takes the mails that are nobody’s, and leaves the other theirs', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const before = await shop.register({ email });
    await shop.changeEmail(before, `${crypto.randomUUID()}@example.com`);
    const subjects = async (): Promise<unknown[]> => {
      const { body } = await before.browser.get('/api/users/me/export');
      return (body?.mails as { subject: string }[]).map(({ subject }) => subject);
    };
    const mails = await subjects();
    expect(mails).toContainEqual(expect.stringContaining('Your e-mail address was changed'));

    const later = await shop.register({ email });
    await sql(
      shop.databaseUrl,
      `INSERT INTO notifications (id, organization_id, channel, recipient, subject, body, status, next_attempt_at, created_at)
       SELECT gen_random_uuid(), organization_id, 'mail', email, '', '', 'sent', now(), now() FROM users WHERE id = $1`,
      [later.id],
    );
    expect(outcomeOf(await shop.delete(later))).toEqual([204, null]);
    expect(await subjects()).toEqual(mails);
    const left = 'SELECT subject FROM notifications WHERE recipient = $1 AND user_id IS NULL';
    expect(await sql(shop.databaseUrl, left, [email])).toEqual([]);
  });
});

describe('a deletion while Stripe does not answer', () => {
  it('stands at once, and is carried to Stripe as soon as that answers', async () => {
    const customer = await shop.register();
    const stripeCustomer = await shop.stripeCustomerOf(customer);
    await shop.shop.sandbox.fail({
      route: 'DELETE /v1/customers/:id',
      kind: 'status',
      status: 500,
      when: 'before',
      times: 1,
    });
    expect(outcomeOf(await shop.delete(customer))).toEqual([204, null]);
    const standing = await shop.shop.stripe.customers.retrieve(stripeCustomer);
    expect(standing.deleted).not.toBe(true);
    await sql(shop.databaseUrl, 'UPDATE account_erasures SET next_try_at = now() WHERE done_at IS NULL');
    await shop.shop.worker.get(SettleErasures).execute(never);
    await expect(shop.shop.stripe.customers.retrieve(stripeCustomer)).resolves.toMatchObject({
      deleted: true,
    });
  });

  it('finds the customer that was made and never told of', async () => {
    const email = 'lost@example.com';
    await shop.shop.sandbox.fail({
      route: 'POST /v1/customers',
      kind: 'status',
      status: 500,
      when: 'after',
      times: 9,
    });
    await shop.shop.sandbox.fail({
      route: 'GET /v1/customers',
      kind: 'status',
      status: 500,
      when: 'before',
      times: 99,
    });
    const customer = await shop.register({ email });
    expect(outcomeOf(await shop.delete(customer))).toEqual([204, null]);
    await shop.shop.sandbox.clearFaults();
    await sql(shop.databaseUrl, 'UPDATE account_erasures SET next_try_at = now() WHERE done_at IS NULL');
    await shop.shop.worker.get(SettleErasures).execute(never);
    expect((await shop.shop.stripe.customers.list({ email })).data).toEqual([]);
    await shop.hasHeard('customer.deleted', await shop.stripeCustomerOf(customer));
    await shop.shop.worker.get(ForgetPayloads).execute(never);
    expect(await findInTables(shop.databaseUrl, [email])).toEqual([]);
  });
});
