import { CurrencyMixed, PriceNotOneTime, PriceUnknown } from '../../domain/orders/order-request-errors.js';
import type { OrderLine } from '../../domain/orders/order-line.js';
import { ORDER_CODE_ALPHABET, ORDER_CODE_LENGTH, orderNumber } from '../../domain/orders/order-number.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { Order } from '../../domain/orders/order.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IPriceRepository, PriceOffer } from '../catalog/ports/price-repository.js';
import { announceOrder } from '../payments/order-news.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IOutbox } from '../ports/outbox.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { type IOrderRepository, OrderIdTaken, OrderNumberTaken } from './ports/order-repository.js';

export interface PlaceOrderItem {
  readonly priceId: string;
  /** 1 to 999. */
  readonly quantity: number;
}

export interface PlaceOrderCommand {
  readonly organizationId: string;
  readonly userId: string;
  /** Given with an idempotency key: the same id places the same order once, however often it is asked for. */
  readonly orderId?: string | undefined;
  /** 1 to 50. The same price may stand twice; each stays a line of its own. */
  readonly items: readonly PlaceOrderItem[];
}

/** With 20 million numbers a day, even a million orders make five clashes in a row a one in three million affair. */
const NUMBER_ATTEMPTS = 5;

/** Places an order at what the catalogue says now. Nothing that the customer sends is a price. */
export class PlaceOrder {
  constructor(
    private readonly orders: IOrderRepository,
    private readonly prices: IPriceRepository,
    private readonly outbox: IOutbox,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly ids: IIdGenerator,
  ) {}

  /** @throws PriceUnknown, PriceNotOneTime, CurrencyMixed, OrderTooLarge */
  async execute(command: PlaceOrderCommand): Promise<OrderSnapshot> {
    const placed = command.orderId === undefined ? null : await this.#placedBefore(command, command.orderId);
    return placed ?? this.#place(command, command.orderId ?? this.ids.uuid());
  }

  async #place(command: PlaceOrderCommand, orderId: string): Promise<OrderSnapshot> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.unitOfWork.run(() => this.#insert(command, orderId));
      } catch (error) {
        // The same request was carried out meanwhile, by another process.
        const placed = error instanceof OrderIdTaken ? await this.#placedBefore(command, orderId) : null;
        if (placed) return placed;
        if (!(error instanceof OrderNumberTaken) || attempt === NUMBER_ATTEMPTS) throw error;
      }
    }
  }

  /** Reads the prices under a lock in the same transaction, so that none changes between its reading and its use. */
  async #insert({ organizationId, userId, items }: PlaceOrderCommand, id: string): Promise<OrderSnapshot> {
    const at = this.clock.now();
    const offers = await this.#offersFor(organizationId, items);
    const order = Order.place({
      id,
      organizationId,
      userId,
      number: orderNumber(at, this.ids.code(ORDER_CODE_LENGTH, ORDER_CODE_ALPHABET)),
      currency: oneCurrency(offers),
      captureMethod: offers.some((offer) => offer.captureMethod === 'manual') ? 'manual' : 'automatic',
      lines: items.map((item, index) => this.#line(item, offers[index])),
      at,
    });
    const isFulfillable = order.release(at);
    await this.orders.insert(order);
    if (isFulfillable) await this.#announceFree(order);
    return order.snapshot();
  }

  /** With nothing to pay, no payment comes that would tell of it later. */
  async #announceFree(order: Order): Promise<void> {
    await announceOrder(this.outbox, order, 'paid');
    await announceOrder(this.outbox, order, 'fulfillable');
  }

  /** One offer an item, in the items' order. */
  async #offersFor(organizationId: string, items: readonly PlaceOrderItem[]): Promise<PriceOffer[]> {
    const priceIds = [...new Set(items.map(({ priceId }) => priceId))];
    const offers = await this.prices.findOffersForShare(organizationId, priceIds);
    const byId = new Map(offers.map((offer) => [offer.priceId, offer]));
    return items.map(({ priceId }, position) => {
      const offer = byId.get(priceId);
      if (!offer) throw new PriceUnknown(position, priceId);
      if (offer.type !== 'one_time') throw new PriceNotOneTime(position, priceId);
      return offer;
    });
  }

  #line({ quantity }: PlaceOrderItem, offer: PriceOffer | undefined): OrderLine {
    invariant(offer !== undefined, 'Every item has its offer.');
    const { priceId, productId, productName, unitAmountMinor, taxBehavior, taxRatePpm } = offer;
    return {
      id: this.ids.uuid(),
      priceId,
      productId,
      productName,
      unitAmountMinor,
      quantity,
      taxBehavior,
      taxRatePpm,
    };
  }

  async #placedBefore(
    { organizationId, userId }: PlaceOrderCommand,
    orderId: string,
  ): Promise<OrderSnapshot | null> {
    const order = await this.orders.findById(organizationId, orderId);
    invariant(order === null || order.userId === userId, `The id ${orderId} was given to two users.`);
    return order?.snapshot() ?? null;
  }
}

function oneCurrency(offers: readonly PriceOffer[]): string {
  const [currency, ...others] = new Set(offers.map((offer) => offer.currency));
  invariant(currency !== undefined, 'An order has at least one item.');
  if (others.length > 0) throw new CurrencyMixed([currency, ...others]);
  return currency;
}
