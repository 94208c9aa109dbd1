import type { IClock } from '../ports/clock.js';
import type { ILogger } from '../ports/logger.js';
import type { IOutbox } from '../ports/outbox.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { announceClosedOrder } from './announce-closed-order.js';
import type { IOrderRepository } from './ports/order-repository.js';
import type { IPaymentCloser } from './ports/payment-closer.js';
import type { IUnpaidOrders, UnpaidOrder } from './ports/unpaid-orders.js';

/** Each takes two calls to Stripe or none: a batch stays far below Stripe's limit of a hundred a second. */
const BATCH_SIZE = 20;
/** Batches per run; the next run goes on. */
const MAX_BATCHES = 10;
/** An order whose payment could not be closed, or is on its way, is looked at again after this. */
const RETRY_MS = 10 * 60 * 1_000;

export interface ExpireOrdersCommand {
  /** How long an order can be paid. */
  readonly payableMs: number;
  readonly signal: AbortSignal;
}

/**
 * Expires orders that nobody has paid in time, once Stripe has confirmed that nobody can any more. What is on its way
 * never expires. Any number of processes may run it.
 */
export class ExpireOrders {
  constructor(
    private readonly unpaid: IUnpaidOrders,
    private readonly orders: IOrderRepository,
    private readonly payments: IPaymentCloser,
    private readonly outbox: IOutbox,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** @returns how many have expired */
  async execute({ payableMs, signal }: ExpireOrdersCommand): Promise<number> {
    let expired = 0;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const before = new Date(this.clock.now().getTime() - payableMs);
      const due = await this.unpaid.claimOverdue(before, RETRY_MS, BATCH_SIZE);
      for (const order of due) {
        // What is left of the batch is due again after a while.
        if (signal.aborted) return expired;
        if (await this.#tryOne(order)) expired += 1;
      }
      if (due.length < BATCH_SIZE) break;
    }
    return expired;
  }

  /** One that cannot be closed now must not keep the others from it. */
  async #tryOne(order: UnpaidOrder): Promise<boolean> {
    try {
      return await this.#expire(order);
    } catch (error) {
      this.logger.warn('An order could not be expired and is tried again', {
        order_id: order.id,
        err: error,
      });
      return false;
    }
  }

  async #expire({ organizationId, id }: UnpaidOrder): Promise<boolean> {
    if (await this.payments.isAwaited(organizationId, id)) return false;
    if ((await this.payments.close(organizationId, id, 'keep')) !== 'closed') return false;
    return this.unitOfWork.run(async () => {
      const order = await this.orders.findByIdForUpdate(organizationId, id);
      // A payment was opened since: whoever opened it has their time to pay, until the next try.
      if (!order || (await this.payments.hasOpenAttempt(organizationId, id))) return false;
      if (!order.expire(this.clock.now())) return false;
      await announceClosedOrder(this.outbox, order);
      await this.orders.update(order);
      return true;
    });
  }
}
