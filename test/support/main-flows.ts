import type { INestApplicationContext } from '@nestjs/common';
import type Stripe from 'stripe';
import { SweepEventList } from '../../src/application/operations/sweep-event-list.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { ApiUser } from './api-user.js';
import { type RunningApp, startApp } from './app.js';
import { eventually } from './eventually.js';
import { startWorker } from './paying-shop.js';
import { stock } from './stocked-shop.js';

/** Stripe itself, or something in its place. */
export interface StripeAccount {
  /** `STRIPE_SECRET_KEY` and what else tells our program where Stripe is. */
  readonly env: Readonly<Record<string, string>>;
  /** What happens in a payer's browser and in Stripe's dashboard. */
  readonly stripe: Stripe;
  /** How often Stripe's list of events may be read. */
  readonly sweepIntervalMs: number;
  close(): Promise<void>;
}

/** Stripe's own events follow within seconds, a dispute's within half a minute. */
const SETTLED_WITHIN_MS = 90_000;
const FLOW_TIMEOUT_MS = 180_000;
/** Asked for by accounts with methods that redirect; nobody is led there. */
const RETURN_URL = 'https://shop.example/return';

/**
 * The main flows of money, against Stripe's test mode or the sandbox. Events are read from Stripe's list, so that no
 * address has to be reachable from outside: the same path that finds what was never delivered.
 */
export function describeMainFlows(name: string, open: () => Promise<StripeAccount>): void {
  describe(name, () => {
    let account: StripeAccount;
    let app: RunningApp;
    let worker: Awaited<ReturnType<typeof startWorker>>;
    let operator: ApiUser;
    let customer: ApiUser;

    beforeAll(async () => {
      account = await open();
      app = await startApp({ env: account.env });
      worker = await startWorker(app);
      operator = await ApiUser.operator(app);
      customer = await ApiUser.register(app);
    }, FLOW_TIMEOUT_MS);
    afterAll(async () => {
      await worker.stop();
      await app.close();
      await account.close();
    });

    const placeOrder = async (price: Parameters<typeof stock>[1] = {}): Promise<string> => {
      const { priceId } = await stock(operator, price);
      const { body } = await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 2 }] });
      return String(body?.id);
    };
    const openPayment = async (orderId: string): Promise<string> => {
      const { status, body } = await customer.post('/api/payments/intent', { order_id: orderId });
      expect(status).toBe(200);
      return String(body?.payment_intent_id);
    };
    const confirm = (id: string, paymentMethod: string): Promise<Stripe.PaymentIntent> =>
      account.stripe.paymentIntents.confirm(id, { payment_method: paymentMethod, return_url: RETURN_URL });
    const becomes = (orderId: string, status: string): Promise<Record<string, unknown>> =>
      eventually(
        async () => {
          await sweep(worker.context);
          return (await customer.get(`/api/orders/${orderId}`)).body ?? {};
        },
        (order) => order.status === status,
        SETTLED_WITHIN_MS,
        account.sweepIntervalMs,
      );
    const paidOrder = async (paymentMethod = 'pm_card_visa'): Promise<{ orderId: string; id: string }> => {
      const orderId = await placeOrder();
      const id = await openPayment(orderId);
      await confirm(id, paymentMethod);
      await becomes(orderId, 'paid');
      return { orderId, id };
    };
    const flow = (title: string, run: () => Promise<void>): void => it(title, run, FLOW_TIMEOUT_MS);

    flow('a card pays an order', async () => {
      const { orderId } = await paidOrder();
      expect(await becomes(orderId, 'paid')).toMatchObject({ total: 2_200, amount_captured: 2_200 });
    });

    flow('a declined card leaves the order to be paid by another', async () => {
      const orderId = await placeOrder();
      const id = await openPayment(orderId);
      await expect(confirm(id, 'pm_card_visa_chargeDeclined')).rejects.toMatchObject({
        code: 'card_declined',
      });
      await confirm(id, 'pm_card_visa');
      await becomes(orderId, 'paid');
    });

    flow('a card that asks for 3-D Secure does not pay before its owner has answered', async () => {
      const orderId = await placeOrder();
      const intent = await confirm(await openPayment(orderId), 'pm_card_authenticationRequired');
      expect(intent.status).toBe('requires_action');
      expect((await customer.get(`/api/orders/${orderId}`)).body?.status).toBe('awaiting_payment');
    });

    flow('an order is refunded in part and then in full, and never beyond', async () => {
      const { orderId } = await paidOrder();
      const refund = (amount?: number): ReturnType<ApiUser['post']> =>
        operator.post(`/api/admin/orders/${orderId}/refunds`, amount === undefined ? {} : { amount });
      expect((await refund(700)).status).toBe(201);
      await becomes(orderId, 'partially_refunded');
      expect(await refund(1_501)).toMatchObject({ status: 409, body: { code: 'refund_exceeds_captured' } });
      expect((await refund()).status).toBe(201);
      expect(await becomes(orderId, 'refunded')).toMatchObject({ amount_refunded: 2_200 });
    });

    flow("a refund made in Stripe's dashboard arrives", async () => {
      const { orderId, id } = await paidOrder();
      await account.stripe.refunds.create({ payment_intent: id, amount: 300 });
      expect(await becomes(orderId, 'partially_refunded')).toMatchObject({ amount_refunded: 300 });
    });

    flow('money is held and captured in part', async () => {
      const orderId = await placeOrder({ capture_method: 'manual' });
      await confirm(await openPayment(orderId), 'pm_card_visa');
      await becomes(orderId, 'authorized');
      expect(await operator.post(`/api/admin/orders/${orderId}/capture`, { amount: 1_500 })).toMatchObject({
        status: 200,
        body: { amount_captured: 1_500 },
      });
      await becomes(orderId, 'paid');
    });

    flow('a cancelled order can be paid no more', async () => {
      const orderId = await placeOrder();
      const id = await openPayment(orderId);
      expect((await customer.post(`/api/orders/${orderId}/cancel`)).status).toBe(200);
      await expect(confirm(id, 'pm_card_visa')).rejects.toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
    });

    flow("Stripe's page takes the place of the card form, and is closed with the order", async () => {
      const orderId = await placeOrder();
      const id = await openPayment(orderId);
      const { status, body } = await customer.post('/api/checkout', { order_id: orderId });
      expect(status).toBe(200);
      expect((await account.stripe.paymentIntents.retrieve(id)).status).toBe('canceled');
      await customer.post(`/api/orders/${orderId}/cancel`);
      expect((await account.stripe.checkout.sessions.retrieve(String(body?.id))).status).toBe('expired');
    });

    flow('a dispute takes the money back, and winning it returns it', async () => {
      const orderId = await placeOrder();
      const intent = await confirm(await openPayment(orderId), 'pm_card_createDispute');
      await becomes(orderId, 'disputed');
      const { data } = await account.stripe.disputes.list({ payment_intent: intent.id });
      await account.stripe.disputes.update(String(data[0]?.id), {
        evidence: { uncategorized_text: 'winning_evidence' },
        submit: true,
      });
      await becomes(orderId, 'paid');
    });
  });
}

async function sweep(worker: INestApplicationContext): Promise<void> {
  const { signal } = new AbortController();
  await worker.get(SweepEventList).execute({ organizationId, signal });
}
