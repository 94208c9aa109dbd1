import type { Answer } from './browser-client.js';
import { ApiUser } from './api-user.js';
import { eventually } from './eventually.js';
import { type PayingShop, startPayingShop } from './paying-shop.js';
import { stock } from './stocked-shop.js';

const SETTLED_WITHIN_MS = 10_000;

export interface PaidOrder {
  readonly orderId: string;
  readonly paymentIntentId: string;
}

/** A shop with an operator and a customer who pays. */
export class PaidOrders {
  private constructor(
    readonly shop: PayingShop,
    readonly operator: ApiUser,
    readonly customer: ApiUser,
    private readonly priceId: string,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<PaidOrders> {
    const shop = await startPayingShop(env);
    const operator = await ApiUser.operator(shop.app);
    const customer = await ApiUser.register(shop.app);
    const { priceId } = await stock(operator);
    return new PaidOrders(shop, operator, customer, priceId);
  }

  close(): Promise<void> {
    return this.shop.close();
  }

  /** An order of 2,200 yen with an open payment. */
  async place(): Promise<PaidOrder> {
    const items = [{ price_id: this.priceId, quantity: 2 }];
    const orderId = String((await this.customer.post('/api/orders', { items })).body?.id);
    const { body } = await this.customer.post('/api/payments/intent', { order_id: orderId });
    return { orderId, paymentIntentId: String(body?.payment_intent_id) };
  }

  /** Pays with a test card. @param status what the order becomes */
  async pay(card = 'pm_card_visa', status = 'paid'): Promise<PaidOrder> {
    const order = await this.place();
    await this.shop.stripe.paymentIntents.confirm(order.paymentIntentId, { payment_method: card });
    await this.becomes(order, status);
    return order;
  }

  refund(
    { orderId }: PaidOrder,
    body: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.operator.post(`/api/admin/orders/${orderId}/refunds`, body, headers);
  }

  /** As operators see it, with its payments, refunds, disputes and what Radar says. */
  async detail({ orderId }: PaidOrder): Promise<Record<string, unknown>> {
    const { status, body } = await this.operator.get(`/api/admin/orders/${orderId}`);
    if (status !== 200 || !body) throw new Error(`The order was answered ${status}.`);
    return body;
  }

  async becomes(order: PaidOrder, status: string): Promise<Record<string, unknown>> {
    return this.shows(order, (detail) => detail.status === status);
  }

  async shows(
    order: PaidOrder,
    accept: (detail: Record<string, unknown>) => boolean,
  ): Promise<Record<string, unknown>> {
    return eventually(() => this.detail(order), accept, SETTLED_WITHIN_MS);
  }

  /** What needs a person about `subject`, or needed one. */
  async findings(subject: string): Promise<Record<string, unknown>[]> {
    const { body } = await this.operator.get('/api/admin/findings?limit=100');
    return (body?.data as Record<string, unknown>[]).filter((finding) => finding.subject === subject);
  }
}

/** The rows of one list of the order's detail. */
export function rows(detail: Record<string, unknown>, name: string): Record<string, unknown>[] {
  return detail[name] as Record<string, unknown>[];
}
