import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { RunningCourier } from '../support/running-courier.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';
import { startStripeCustomersStub, type StripeCustomersStub } from '../support/stripe-customers-stub.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const WITHIN_MS = 10_000;

interface Order {
  readonly id: string;
  readonly number: string;
}

describe('mails and the operators’ channel', () => {
  let stripe: StripeCustomersStub;
  let sink: SmtpSink;
  let slack: WebhookReceiver;
  let app: RunningApp;
  let courier: RunningCourier;
  let operator: ApiUser;
  let customer: ApiUser;
  let order: Order;

  beforeAll(async () => {
    [stripe, sink, slack] = await Promise.all([
      startStripeCustomersStub(),
      SmtpSink.start(),
      WebhookReceiver.start(),
    ]);
    app = await startApp({
      env: {
        STRIPE_API_BASE: stripe.url,
        SMTP_URL: sink.url,
        MAIL_FROM: 'Kaikei <shop@shop.example>',
        SLACK_WEBHOOK_URL: `${slack.url}/sesame-in-slack`,
      },
    });
    [operator, customer] = [await ApiUser.operator(app), await ApiUser.register(app)];
    const { priceId } = await stock(operator);
    const items = [{ price_id: priceId, quantity: 2 }];
    order = (await customer.post('/api/orders', { items })).body as unknown as Order;
    courier = await RunningCourier.start(app.configuration);
  });
  afterAll(async () => {
    await courier.stop();
    await app.close();
    await Promise.all([stripe.close(), sink.close(), slack.close()]);
  });

  const addressOf = async ({ id }: ApiUser): Promise<string> =>
    (await sql<{ email: string }>(app.database.url, 'SELECT email FROM users WHERE id = $1', [id]))[0]
      ?.email ?? '';
  const mailsTo = async (user: ApiUser, count: number): Promise<string[]> => {
    const address = await addressOf(user);
    const mails = await eventually(
      async () => sink.received.filter(({ to, text }) => to === address && !text.includes('/verify-email#')),
      (all) => all.length >= count,
      WITHIN_MS,
    );
    return mails.map(({ text }) => text);
  };

  it('tell the payer, once, that the money is there, and where the receipt is', async () => {
    const paid = {
      type: 'order.paid',
      subject: order.id,
      fact: 'paid',
      data: { order_id: order.id },
    } as const;
    await courier.publish(paid);
    await courier.publish(paid);
    await courier.publish({
      type: 'refund.succeeded',
      data: { order_id: order.id, amount: 500, currency: 'jpy' },
    });
    const mails = (await mailsTo(customer, 2)).toSorted();

    expect(mails).toHaveLength(2);
    const receipt = mails.find((text) => text.includes('Your receipt')) ?? '';
    expect(receipt).toContain(`/api/orders/${order.id}/receipt`);
    expect(receipt).toContain(order.number);
    expect(mails.find((text) => text.includes('refunded ¥500'))).toBeDefined();
    // They have not shown yet that the mailbox is theirs: what they call themselves may be meant for somebody else.
    expect(mails.join()).not.toContain('Hanako');
  });

  it('tell operators of a dispute, by mail and in their channel', async () => {
    await courier.publish({
      type: 'dispute.opened',
      data: { stripe_dispute_id: 'du_1', amount: 500, currency: 'jpy' },
    });
    expect((await mailsTo(operator, 1))[0]).toContain('du_1');
    const posts = await eventually(
      async () => slack.received,
      (all) => all.length > 0,
      WITHIN_MS,
    );
    expect(posts[0]?.body).toContain('Dispute opened');
  });

  it('do not hold up anything when they cannot be written: operators find out', async () => {
    await courier.publish({ type: 'order.paid', data: { order_id: '00000000-0000-7000-8000-0000000000ff' } });
    const findings = await eventually(
      () =>
        sql<{ detail: string }>(
          app.database.url,
          `SELECT detail FROM findings WHERE kind = 'notification_not_written'`,
        ),
      (all) => all.length > 0,
      WITHIN_MS,
    );
    expect(findings[0]?.detail).toContain('order.paid');
    await eventually(
      async () => slack.received.map(({ body }) => body).join('\n'),
      (text) => text.includes('notification_not_written'),
      WITHIN_MS,
    );
  });

  it('are tried again while the server is away, and the courier says so without secrets', async () => {
    slack.answerWith(503);
    await courier.publish({ type: 'fraud_warning.received', data: { fraud_type: 'made_with_stolen_card' } });
    const [row] = await eventually(
      () =>
        sql<{ status: string; last_error: string }>(
          app.database.url,
          `SELECT status, last_error FROM notifications WHERE subject = 'fraud_warning.received' AND attempts = 1`,
        ),
      (rows) => rows.some((found) => found.status === 'pending'),
      WITHIN_MS,
    );
    slack.answerWith(200);
    await sql(app.database.url, 'UPDATE notifications SET next_attempt_at = now()');
    await eventually(
      async () => slack.received.filter(({ body }) => body.includes('made_with_stolen_card')),
      (all) => all.length === 2,
      WITHIN_MS,
    );

    expect(row).toEqual({ status: 'pending', last_error: 'Slack answered 503.' });
    expect(courier.logLines.join('\n')).not.toMatch(/sesame-in-slack|@example\.com/);
  });
});
