import { GrantPasswordResets } from '../../src/application/identity/grant-password-resets.js';
import { IAuditLog } from '../../src/application/ports/audit-log.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { SettleCustomerAddresses } from '../../src/application/payments/settle-customer-addresses.js';
import { Courier } from '../../src/infrastructure/notifications/courier.js';
import { ApiUser } from './api-user.js';
import { type Answer, BrowserClient } from './browser-client.js';
import { eventually } from './eventually.js';
import { PASSWORD, registration } from './identity-app.js';
import { type PayingShop, startPayingShop } from './paying-shop.js';
import { type ReceivedMail, SmtpSink } from './smtp-sink.js';
import { sql } from './sql.js';
import { stock } from './stocked-shop.js';

const WITHIN_MS = 15_000;

/** Someone with an account, and their browser. */
export interface Customer {
  readonly id: string;
  readonly browser: BrowserClient;
  readonly token: string;
}

/** A shop whose customers buy, read their mails, and delete their accounts. */
export class AccountShop {
  readonly #stop = new AbortController();
  readonly #sending: Promise<void>;

  private constructor(
    readonly sink: SmtpSink,
    readonly shop: PayingShop,
    readonly operator: ApiUser,
    readonly priceId: string,
  ) {
    this.#sending = shop.worker.get(Courier).run(this.#stop.signal);
  }

  static async open(): Promise<AccountShop> {
    const sink = await SmtpSink.start();
    const shop = await startPayingShop({ SMTP_URL: sink.url, MAIL_FROM: 'Kaikei <shop@shop.example>' });
    const operator = await ApiUser.operator(shop.app);
    const { priceId } = await stock(operator);
    return new AccountShop(sink, shop, operator, priceId);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#sending;
    await this.shop.close();
    await this.sink.close();
  }

  get databaseUrl(): string {
    return this.shop.app.database.url;
  }

  browser(): BrowserClient {
    return new BrowserClient(this.shop.app.url);
  }

  async register(overrides: Record<string, unknown> = {}, userAgent = 'test'): Promise<Customer> {
    const browser = this.browser();
    const headers = { 'user-agent': userAgent };
    const { body } = await browser.post('/api/auth/register', registration(overrides), { headers });
    return { id: body?.user?.id ?? '', browser, token: String(body?.access_token) };
  }

  delete({ browser }: Customer, password = PASSWORD): Promise<Answer> {
    return browser.send('DELETE', '/api/users/me', { body: { password } });
  }

  async place({ browser }: Customer, headers = {}): Promise<string> {
    const body = { items: [{ price_id: this.priceId, quantity: 1 }] };
    return String((await browser.post('/api/orders', body, { headers })).body?.id);
  }

  async openPayment(customer: Customer): Promise<{ orderId: string; paymentIntentId: string }> {
    const orderId = await this.place(customer);
    const { body } = await customer.browser.post('/api/payments/intent', { order_id: orderId });
    return { orderId, paymentIntentId: String(body?.payment_intent_id) };
  }

  /** Pays with a card that is kept. @param billing what the payer tells about themselves @returns the order's id */
  async pay(
    customer: Customer,
    { name, email, phone }: { name: string; email: string; phone: string },
  ): Promise<string> {
    const { orderId, paymentIntentId } = await this.openPayment(customer);
    const { stripe } = this.shop;
    const card = { token: 'tok_visa' };
    const { id } = await stripe.paymentMethods.create({
      type: 'card',
      card,
      billing_details: { name, email, phone },
    });
    await stripe.paymentIntents.confirm(paymentIntentId, {
      payment_method: id,
      receipt_email: email,
      setup_future_usage: 'off_session',
    });
    await this.orderBecomes(orderId, 'paid');
    return orderId;
  }

  orderBecomes(id: string, status: string): Promise<unknown> {
    return eventually(
      async () => (await this.operator.get(`/api/admin/orders/${id}`)).body?.status,
      (seen) => seen === status,
      WITHIN_MS,
    );
  }

  async forgetPassword(email: string): Promise<void> {
    await this.browser().post('/api/auth/password/forgot', { email });
  }

  /** As an operator's deed about somebody is written down. */
  async recordDeed(action: string, { id: subject }: Customer): Promise<void> {
    const entry = { organizationId, actorUserId: this.operator.id, action, subject, detail: {} };
    await this.shop.worker.get(IAuditLog, { strict: false }).record(entry);
  }

  async askForEmail({ browser }: Customer, newEmail: string): Promise<Answer> {
    const body = { new_email: newEmail, current_password: PASSWORD };
    return browser.post('/api/auth/email/change', body);
  }

  /** Asks for another address, and opens the link that is mailed there. */
  async changeEmail(customer: Customer, newEmail: string): Promise<Answer> {
    await this.askForEmail(customer, newEmail);
    const [mail] = await this.mailsTo(newEmail, '/confirm-email#token=', 1);
    const token = /#token=([\w-]+)\s*$/.exec(mail?.text ?? '')?.[1];
    return customer.browser.post('/api/auth/email/change/confirm', { token });
  }

  /** As the worker does it every other second. */
  tellAddresses(): Promise<void> {
    return this.shop.worker.get(SettleCustomerAddresses).execute(new AbortController().signal);
  }

  /** As the worker does it every second. */
  grantResets(): Promise<void> {
    return this.shop.worker.get(GrantPasswordResets).execute(new AbortController().signal);
  }

  /** The mails to an address that say `part`, once there are `count`. */
  mailsTo(address: string, part: string, count: number): Promise<ReceivedMail[]> {
    return eventually(
      async () => this.sink.received.filter(({ to, text }) => to === address && text.includes(part)),
      (mails) => mails.length >= count,
      WITHIN_MS,
    );
  }

  /** Once Stripe has told us of such a thing, and all that it told is done. */
  async hasHeard(type: string, objectId: string): Promise<void> {
    const heard = 'SELECT id FROM stripe_events WHERE type = $1 AND object_id = $2';
    await eventually(
      () => sql(this.databaseUrl, heard, [type, objectId]),
      (events) => events.length > 0,
      WITHIN_MS,
    );
    await this.eventsAreDone();
  }

  async eventsAreDone(): Promise<void> {
    const waiting = `SELECT id FROM stripe_events WHERE status IN ('pending', 'processing')`;
    await eventually(
      () => sql(this.databaseUrl, waiting),
      (events) => events.length === 0,
      WITHIN_MS,
    );
  }

  async stripeCustomerOf({ id }: Customer): Promise<string> {
    const find = 'SELECT stripe_customer_id AS id FROM stripe_customers WHERE user_id = $1';
    const [row] = await sql<{ id: string }>(this.databaseUrl, find, [id]);
    return row?.id ?? '';
  }
}
