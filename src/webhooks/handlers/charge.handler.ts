import type { LookAtRefunds, RefundsLook } from '../../application/payments/look-at-refunds.js';
import type { RecordRefunds } from '../../application/payments/record-refunds.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { readCharge } from '../payload/read-charge.js';

/** A charge was refunded: old API versions tell of refunds in no other way. */
export class ChargeHandler implements StripeEventHandler<RefundsLook> {
  readonly types = ['charge.refunded'];

  constructor(
    private readonly recordRefunds: RecordRefunds,
    private readonly lookAtRefunds: LookAtRefunds,
  ) {}

  async apply(event: StripeEvent, look: RefundsLook | null): Promise<EventOutcome | 'doubt'> {
    const { paymentIntentId, isCaptured, refunds: shown, amountRefundedMinor } = readCharge(event);
    // What ends a hold gives nothing back.
    if (paymentIntentId === null || !isCaptured) return 'ignored';
    const { organizationId, type: cause } = event;
    const seen = { paymentIntentId, shown, amountRefundedMinor };
    const outcome = await this.recordRefunds.execute({ organizationId, ...seen, look, cause });
    if (outcome === 'doubt') return 'doubt';
    return outcome === 'foreign' ? 'ignored' : 'processed';
  }

  async fetch(event: StripeEvent): Promise<RefundsLook> {
    const { paymentIntentId } = readCharge(event);
    invariant(paymentIntentId !== null, 'A charge without a payment leaves no doubt.');
    return this.lookAtRefunds.execute({ organizationId: event.organizationId, paymentIntentId });
  }
}
