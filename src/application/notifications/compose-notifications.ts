import { lineAmountMinor } from '../../domain/orders/order-line.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { capturedTotals } from '../../domain/orders/part-totals.js';
import type { IOrderQueries } from '../orders/ports/order-queries.js';
import type { Seller } from '../orders/seller.js';
import { amountOf, textOf } from './event-facts.js';
import type { NotificationSettings } from './notification-settings.js';
import { operatorsMessage } from './operators-message.js';
import type { Notification } from './ports/notification-queue.js';
import type { WaitingEvent } from './ports/outbox-feed.js';
import type { IRecipients, Recipient } from './ports/recipients.js';
import { inLanguageOf } from './texts/languages.js';
import type { Letter, ReceiptFacts } from './texts/letter.js';

/** Everybody who can act on a dispute; a company with more operators has a mailing list. */
const MAX_OPERATORS = 50;
const PPM_PER_PERCENT = 10_000;
const OPERATORS_CHANNEL = 'operators';

/** Who is told what of an event. */
export class ComposeNotifications {
  constructor(
    private readonly orders: Pick<IOrderQueries, 'get'>,
    private readonly recipients: IRecipients,
    private readonly settings: NotificationSettings,
  ) {}

  /** Only for channels that there are. */
  async execute(event: WaitingEvent): Promise<Notification[]> {
    const { channels } = this.settings;
    const mails = channels.has('mail') ? await this.#mails(event) : [];
    const messages = channels.has('slack') ? messagesTo(event) : [];
    return [...mails, ...messages];
  }

  async #mails(event: WaitingEvent): Promise<Notification[]> {
    switch (event.type) {
      case 'order.paid':
        return this.#receipt(event);
      case 'refund.succeeded':
        return this.#refund(event);
      case 'dispute.opened':
        return this.#dispute(event);
      default:
        return [];
    }
  }

  async #receipt({ organizationId, data }: WaitingEvent): Promise<Notification[]> {
    const orderId = textOf(data, 'order_id');
    if (orderId === null) return [];
    const order = await this.orders.get(organizationId, orderId);
    const customer = await this.recipients.customer(organizationId, order.userId);
    if (customer === null) return [];
    const url = `${this.settings.origin}/api/orders/${order.id}/receipt`;
    return [
      mail(
        customer,
        inLanguageOf(customer, (texts) =>
          texts.receipt(receiptFacts(order, customer, this.settings.seller, url)),
        ),
      ),
    ];
  }

  async #refund({ organizationId, data }: WaitingEvent): Promise<Notification[]> {
    const orderId = textOf(data, 'order_id');
    const amount = amountOf(data);
    if (orderId === null || amount === null) return [];
    const order = await this.orders.get(organizationId, orderId);
    const customer = await this.recipients.customer(organizationId, order.userId);
    if (customer === null) return [];
    const facts = { name: customer.name, orderNumber: order.number, amount };
    return [
      mail(
        customer,
        inLanguageOf(customer, (texts) => texts.refund(facts)),
      ),
    ];
  }

  async #dispute({ organizationId, subject, data }: WaitingEvent): Promise<Notification[]> {
    const facts = {
      disputeId: textOf(data, 'stripe_dispute_id') ?? subject,
      orderNumber: textOf(data, 'order_number'),
      amount: amountOf(data),
      reason: textOf(data, 'reason'),
      dueBy: textOf(data, 'due_by'),
    };
    const operators = await this.recipients.operators(organizationId, MAX_OPERATORS);
    return operators.map((operator) =>
      mail(
        operator,
        inLanguageOf(operator, (texts) => texts.dispute(facts)),
      ),
    );
  }
}

function receiptFacts(order: OrderSnapshot, { name }: Recipient, seller: Seller, url: string): ReceiptFacts {
  const { currency, totalMinor } = order;
  const charged = capturedTotals(order);
  return {
    name,
    orderNumber: order.number,
    items: order.lines.map((line) => ({
      name: line.productName,
      quantity: line.quantity,
      amount: { amountMinor: lineAmountMinor(line), currency },
    })),
    taxes: charged.taxes.map(({ ratePpm, amountMinor }) => ({
      percent: ratePpm / PPM_PER_PERCENT,
      amount: { amountMinor, currency },
    })),
    ordered: charged.totalMinor === totalMinor ? null : { amountMinor: totalMinor, currency },
    charged: { amountMinor: charged.totalMinor, currency },
    paidAt: order.paidAt ?? order.placedAt,
    seller,
    url,
  };
}

function mail({ userId, email: recipient }: Recipient, { subject, text: body }: Letter): Notification {
  return { channel: 'mail', recipient, userId, subject, body };
}

function messagesTo(event: WaitingEvent): Notification[] {
  const body = operatorsMessage(event);
  if (body === null) return [];
  return [{ channel: 'slack', recipient: OPERATORS_CHANNEL, userId: null, subject: event.type, body }];
}
