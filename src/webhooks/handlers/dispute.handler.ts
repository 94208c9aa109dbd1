import type { DisputeLook, LookAtDispute } from '../../application/payments/look-at-dispute.js';
import { recordUnknownPayment } from '../../application/payments/look-at-unknown-payment.js';
import type { RecordDispute, RecordDisputeOutcome } from '../../application/payments/record-dispute.js';
import type { RecordPayment } from '../../application/payments/record-payment.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { IStripeService } from '../../application/ports/stripe-service.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { readDispute } from '../payload/read-dispute.js';

/** A customer's bank takes money back, asks about it, or decides. */
export class DisputeHandler implements StripeEventHandler<DisputeLook> {
  readonly types = [
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
  ];

  constructor(
    private readonly recordDispute: RecordDispute,
    private readonly recordPayment: RecordPayment,
    private readonly lookAtDispute: LookAtDispute,
    private readonly stripe: IStripeService,
  ) {}

  async apply(event: StripeEvent, look: DisputeLook | null): Promise<EventOutcome | 'doubt'> {
    // Of the other mode: not our money.
    if (event.livemode !== this.stripe.livemode) return 'ignored';
    const { organizationId, type: cause } = event;
    const payment = { organizationId, look: look?.payment ?? null, cause };
    if (!(await recordUnknownPayment(this.recordPayment, payment))) return 'doubt';
    const outcome = await this.recordDispute.execute({
      organizationId,
      dispute: look?.dispute ?? readDispute(event),
      source: look ? 'fetch' : 'event',
      seenVersion: look?.seenVersion ?? null,
      cause,
    });
    return this.#outcomeOf(outcome, look);
  }

  async fetch(event: StripeEvent): Promise<DisputeLook> {
    return this.lookAtDispute.execute(event.organizationId, readDispute(event).id);
  }

  /** Of a payment that we do not know by its id: the payment itself may tell that it is ours. */
  #outcomeOf(outcome: RecordDisputeOutcome, look: DisputeLook | null): EventOutcome | 'doubt' {
    if (outcome === 'foreign') return look ? 'ignored' : 'doubt';
    return outcome === 'doubt' ? 'doubt' : 'processed';
  }
}
