import type { FraudSignalLook, LookAtFraudSignal } from '../../application/payments/look-at-fraud-signal.js';
import { recordUnknownPayment } from '../../application/payments/look-at-unknown-payment.js';
import type { FraudSignal, RecordFraudSignal } from '../../application/payments/record-fraud-signal.js';
import type { RecordPayment } from '../../application/payments/record-payment.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { IStripeService } from '../../application/ports/stripe-service.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { readFraudWarning, readReview } from '../payload/read-fraud-signal.js';

/** Radar holds a payment for a person to look at, or a card's bank reports one as fraud. */
export class FraudSignalHandler implements StripeEventHandler<FraudSignalLook> {
  readonly types = [
    'review.opened',
    'review.closed',
    'radar.early_fraud_warning.created',
    'radar.early_fraud_warning.updated',
  ];

  constructor(
    private readonly recordFraudSignal: RecordFraudSignal,
    private readonly recordPayment: RecordPayment,
    private readonly lookAtFraudSignal: LookAtFraudSignal,
    private readonly stripe: IStripeService,
  ) {}

  async apply(event: StripeEvent, look: FraudSignalLook | null): Promise<EventOutcome | 'doubt'> {
    // Of the other mode: not our money.
    if (event.livemode !== this.stripe.livemode) return 'ignored';
    const { organizationId, type: cause } = event;
    const payment = { organizationId, look: look?.payment ?? null, cause };
    if (!(await recordUnknownPayment(this.recordPayment, payment))) return 'doubt';
    const signal = look?.signal ?? readSignal(event);
    const outcome = await this.recordFraudSignal.execute({ organizationId, signal, cause });
    // Of a payment that we do not know by its id: the payment itself may tell that it is ours.
    if (outcome === 'foreign') return look ? 'ignored' : 'doubt';
    return 'processed';
  }

  async fetch(event: StripeEvent): Promise<FraudSignalLook> {
    const signal = readSignal(event);
    const { id } = signal.kind === 'review' ? signal.review : signal.warning;
    return this.lookAtFraudSignal.execute(event.organizationId, signal.kind, id);
  }
}

function readSignal(event: StripeEvent): FraudSignal {
  if (event.type.startsWith('review.')) return { kind: 'review', review: readReview(event) };
  return { kind: 'warning', warning: readFraudWarning(event) };
}
