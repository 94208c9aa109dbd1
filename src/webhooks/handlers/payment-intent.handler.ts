import type { LookAtPayment, PaymentLook } from '../../application/payments/look-at-payment.js';
import type { RecordPayment, RecordPaymentOutcome } from '../../application/payments/record-payment.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { ILogger } from '../../application/ports/logger.js';
import type { StripePayment } from '../../application/ports/stripe-service.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { readPaymentIntent } from '../payload/read-payment-intent.js';

/** A payment moved. */
export class PaymentIntentHandler implements StripeEventHandler<PaymentLook> {
  readonly types = [
    'payment_intent.succeeded',
    'payment_intent.payment_failed',
    'payment_intent.processing',
    'payment_intent.canceled',
    'payment_intent.requires_action',
    'payment_intent.amount_capturable_updated',
  ];

  constructor(
    private readonly recordPayment: RecordPayment,
    private readonly lookAtPayment: LookAtPayment,
    private readonly logger: ILogger,
  ) {}

  async apply(event: StripeEvent, fresh: PaymentLook | null): Promise<EventOutcome | 'doubt'> {
    const payment = fresh?.payment ?? readPaymentIntent(event);
    const outcome = await this.recordPayment.execute({
      organizationId: event.organizationId,
      payment,
      source: fresh ? 'fetch' : 'event',
      seenVersion: fresh?.seenVersion ?? null,
      cause: event.type,
    });
    this.#tell(event, payment, outcome);
    if (outcome === 'doubt') return 'doubt';
    return outcome === 'foreign' ? 'ignored' : 'processed';
  }

  async fetch(event: StripeEvent): Promise<PaymentLook> {
    return this.lookAtPayment.execute(event.organizationId, readPaymentIntent(event).id);
  }

  #tell(event: StripeEvent, payment: StripePayment, outcome: RecordPaymentOutcome): void {
    const facts = { event_id: event.id, payment_intent_id: payment.id, order_id: payment.orderId };
    if (outcome === 'found') this.logger.error('A payment does not fit; a finding stands', facts);
    if (outcome === 'applied' && event.type === 'payment_intent.payment_failed') {
      this.logger.warn('A payment failed', { ...facts, reason: payment.lastErrorCode });
    }
  }
}
