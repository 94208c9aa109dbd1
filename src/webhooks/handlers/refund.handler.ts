import type { LookAtRefunds, RefundsLook } from '../../application/payments/look-at-refunds.js';
import type { RecordRefunds } from '../../application/payments/record-refunds.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { IStripeService } from '../../application/ports/stripe-service.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { readRefund } from '../payload/read-refund.js';

/** A refund moved: ours, or one that somebody made in Stripe's dashboard. */
export class RefundHandler implements StripeEventHandler<RefundsLook> {
  readonly types = ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'];

  constructor(
    private readonly recordRefunds: RecordRefunds,
    private readonly lookAtRefunds: LookAtRefunds,
    private readonly stripe: IStripeService,
  ) {}

  async apply(event: StripeEvent, look: RefundsLook | null): Promise<EventOutcome | 'doubt'> {
    // Of the other mode: not our money.
    if (event.livemode !== this.stripe.livemode) return 'ignored';
    const refund = readRefund(event.object, null, event.createdAt);
    const { organizationId, type: cause } = event;
    const { paymentIntentId } = refund;
    if (paymentIntentId === null) return 'ignored';
    const shown = [refund];
    const outcome = await this.recordRefunds.execute({ organizationId, paymentIntentId, shown, look, cause });
    if (outcome === 'doubt') return 'doubt';
    return outcome === 'foreign' ? 'ignored' : 'processed';
  }

  async fetch(event: StripeEvent): Promise<RefundsLook> {
    const { id: stripeRefundId, paymentIntentId } = readRefund(event.object, null, event.createdAt);
    invariant(paymentIntentId !== null, 'A refund of no payment leaves no doubt.');
    const { organizationId } = event;
    return this.lookAtRefunds.execute({ organizationId, paymentIntentId, stripeRefundId });
  }
}
