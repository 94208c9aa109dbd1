import { ComposeNotifications } from '../../../../src/application/notifications/compose-notifications.js';
import { NotificationSettings } from '../../../../src/application/notifications/notification-settings.js';
import type {
  Channel,
  Notification,
} from '../../../../src/application/notifications/ports/notification-queue.js';
import { IRecipients, type Recipient } from '../../../../src/application/notifications/ports/recipients.js';
import { Seller } from '../../../../src/application/orders/seller.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../../src/domain/shared/organization.js';
import { placeOrder } from '../../../support/orders.js';

const SELLER = new Seller('Chaya', 'T1234567890123', 'Asia/Tokyo');
const PLACED = placeOrder().snapshot();
const ORDER = { ...PLACED, capturedMinor: PLACED.totalMinor };

class People extends IRecipients {
  found: Recipient | null = { userId: 'user-1', email: 'hanako@example.com', name: 'Hanako', locale: null };

  async customer(): Promise<Recipient | null> {
    return this.found;
  }

  async operators(): Promise<Recipient[]> {
    return [
      { userId: 'user-2', email: 'one@shop.example', name: 'One', locale: null },
      { userId: 'user-3', email: 'two@shop.example', name: 'Two', locale: null },
    ];
  }
}

describe('who is told what of an event', () => {
  let people: People;

  beforeEach(() => {
    people = new People();
  });

  const told = (
    type: string,
    data: Readonly<Record<string, unknown>>,
    channels: readonly Channel[] = ['mail', 'slack'],
    order = ORDER,
  ): Promise<Notification[]> =>
    new ComposeNotifications(
      { get: async () => order },
      people,
      new NotificationSettings(new Set(channels), 'https://shop.example', SELLER),
    ).execute({
      id: 'event-1',
      organizationId: DEFAULT_ORGANIZATION_ID,
      type,
      subject: 'subject-1',
      data,
      createdAt: new Date('2026-11-20T09:00:00Z'),
    });

  it('a payer gets a receipt in English and Japanese, with what was bought, the tax per rate, and a link', async () => {
    const [mail, ...others] = await told('order.paid', { order_id: ORDER.id });
    const [line] = ORDER.lines;

    expect(others).toEqual([]);
    expect(mail).toMatchObject({ channel: 'mail', recipient: 'hanako@example.com', userId: 'user-1' });
    expect(mail?.subject).toBe(`Receipt for order ${ORDER.number} / ご注文 ${ORDER.number} の領収書`);
    expect(mail?.body).toContain(`${line?.quantity ?? 0} x ${line?.productName ?? ''}: ¥`);
    expect(mail?.body).toMatch(/Tax 10%: ¥\d/);
    expect(mail?.body).toMatch(/消費税（10%）：￥\d/);
    expect(mail?.body).toContain(`https://shop.example/api/orders/${ORDER.id}/receipt`);
  });

  it('a receipt says what the law asks for: the day of the payment where the shop is, who sells, and their number', async () => {
    const order = { ...ORDER, paidAt: new Date('2026-11-27T20:00:00Z') };
    const [mail] = await told('order.paid', { order_id: ORDER.id }, ['mail'], order);
    const facts = ['Paid on: November 28, 2026', 'Issued by: Chaya', 'Registration number: T1234567890123'];
    for (const fact of [...facts, 'お支払日：2026年11月28日', '発行者：Chaya', '登録番号：T1234567890123'])
      expect(mail?.body).toContain(fact);
  });

  it('whoever has said their language is written to in that one', async () => {
    people.found = { userId: 'user-1', email: 'hanako@example.com', name: '花子', locale: 'ja' };
    const [mail] = await told('order.paid', { order_id: ORDER.id });
    expect(mail?.subject).toBe(`ご注文 ${ORDER.number} の領収書`);
    expect(mail?.body).not.toContain('Hello');
  });

  it('a payer of whose money only a part was charged gets the tax of that part', async () => {
    const half = { ...ORDER, capturedMinor: ORDER.totalMinor / 2 };
    const [mail] = await told('order.paid', { order_id: ORDER.id }, ['mail'], half);
    expect(mail?.body).toContain('Ordered: ¥1,100\n  Tax 10%: ¥50\n  Charged: ¥550\n');
    expect(mail?.body).toContain('ご注文額：￥1,100\n  消費税（10%）：￥50\n  ご請求額：￥550');
  });

  it('a payer is told of a refund, with its amount', async () => {
    const [mail] = await told('refund.succeeded', { order_id: ORDER.id, amount: 1_234, currency: 'usd' });
    expect(mail?.body).toContain('we have refunded $12.34');
    expect(mail?.body).toContain('$12.34 を');
  });

  it('every operator gets a mail of a dispute, and the channel a message', async () => {
    const data = {
      stripe_dispute_id: 'du_1',
      order_number: 'KAI-1',
      amount: 1_100,
      currency: 'jpy',
      reason: 'fraudulent',
      due_by: '2026-12-01T00:00:00.000Z',
    };
    const all = await told('dispute.opened', data);
    expect(all.map(({ channel, recipient }) => `${channel} ${recipient}`)).toEqual([
      'mail one@shop.example',
      'mail two@shop.example',
      'slack operators',
    ]);
    for (const fact of ['du_1', 'KAI-1', '¥1,100', 'fraudulent', '2026-12-01'])
      expect(all[0]?.body).toContain(fact);
    expect(all[2]?.body).toBe(
      'Dispute opened (subject-1)\namount: ¥1,100\norder: KAI-1\nreason: fraudulent\nevidence due by: 2026-12-01T00:00:00.000Z',
    );
  });

  it('a dispute of which little is known is told of all the same', async () => {
    const [mail] = await told('dispute.opened', {});
    expect(mail?.subject).toBe('Dispute opened / 異議申し立て');
    expect(mail?.body).toContain('subject-1');
  });

  it.each(['fraud_warning.received', 'review.opened', 'refund.failed', 'finding.recorded', 'dispute.closed'])(
    'the operators’ channel is told of %s',
    async (type) => {
      const all = await told(type, { kind: 'payment_mismatch', detail: 'Look.' });
      expect(all).toMatchObject([{ channel: 'slack', body: expect.stringContaining('detail: Look.') }]);
    },
  );

  it('nobody is told of what is for the shop’s own services only', async () => {
    expect(await told('order.fulfillable', { order_id: ORDER.id })).toEqual([]);
  });

  it('no mail is written without a recipient, an order or an amount', async () => {
    expect(await told('order.paid', {})).toEqual([]);
    expect(await told('refund.succeeded', { order_id: ORDER.id, amount: 1.5, currency: 'jpy' })).toEqual([]);
    people.found = null;
    expect(await told('order.paid', { order_id: ORDER.id })).toEqual([]);
    expect(await told('refund.succeeded', { order_id: ORDER.id, amount: 1, currency: 'jpy' })).toEqual([]);
  });

  it('nothing is written for a channel that there is not', async () => {
    expect((await told('dispute.opened', {}, ['slack'])).map(({ channel }) => channel)).toEqual(['slack']);
    expect(await told('order.paid', { order_id: ORDER.id }, [])).toEqual([]);
  });
});
