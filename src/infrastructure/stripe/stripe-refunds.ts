import type Stripe from 'stripe';
import {
  type CreateRefundCommand,
  IStripeRefunds,
  type StripeRefund,
} from '../../application/payments/ports/stripe-refunds.js';
import { isReplay, type StripeCaller } from './stripe-caller.js';
import { toStripeRefund } from './to-stripe-refund.js';
import { PAGE_SIZE } from './lists.js';

/** Stripe takes no others (docs.stripe.com/api/refunds/create). */
const REASONS: readonly string[] = ['duplicate', 'fraudulent', 'requested_by_customer'];

/** A thousand refunds of one payment: whoever makes more is not a shop that gives money back. */
const MAX_PAGES = 10;

/** Refunds at Stripe, by its SDK. */
export class StripeRefunds extends IStripeRefunds {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
  ) {
    super();
  }

  async create(command: CreateRefundCommand): Promise<StripeRefund> {
    const { idempotencyKey, refundId, paymentIntentId, amount, reason, orderId, orderNumber } = command;
    const isStripesWord = reason !== null && REASONS.includes(reason);
    const parameters: Stripe.RefundCreateParams = {
      payment_intent: paymentIntentId,
      amount: amount.amountMinor,
      ...(isStripesWord ? { reason } : {}),
      metadata: {
        refund_id: refundId,
        order_id: orderId,
        order_number: orderNumber,
        ...(reason === null || isStripesWord ? {} : { reason }),
      },
    };
    return this.caller.sharingDeadline(async () => {
      const { body: refund, times } = await this.caller.timed('write', (options) =>
        this.stripe.refunds.create(parameters, { ...options, idempotencyKey }),
      );
      return isReplay(refund) ? this.retrieve(refund.id) : toStripeRefund(refund, times);
    });
  }

  async retrieve(stripeRefundId: string): Promise<StripeRefund> {
    const { body: refund, times } = await this.caller.timed('read', (options) =>
      this.stripe.refunds.retrieve(stripeRefundId, {}, options),
    );
    return toStripeRefund(refund, times);
  }

  async list(paymentIntentId: string): Promise<StripeRefund[]> {
    return this.caller.sharingDeadline(async () => {
      const refunds: StripeRefund[] = [];
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const after = refunds.at(-1)?.id;
        const from = after === undefined ? {} : { starting_after: after };
        const { body, times } = await this.caller.timed('read', (options) =>
          this.stripe.refunds.list({ payment_intent: paymentIntentId, limit: PAGE_SIZE, ...from }, options),
        );
        refunds.push(...body.data.map((refund) => toStripeRefund(refund, times)));
        if (!body.has_more) return refunds;
      }
      return refunds;
    });
  }

  async find(paymentIntentId: string, refundId: string): Promise<StripeRefund | null> {
    return this.caller.sharingDeadline(async () => {
      const found = await this.caller.findListed(
        (page, options) => this.stripe.refunds.list({ payment_intent: paymentIntentId, ...page }, options),
        ({ metadata }) => metadata?.refund_id === refundId,
      );
      return found ? this.retrieve(found.id) : null;
    });
  }
}
