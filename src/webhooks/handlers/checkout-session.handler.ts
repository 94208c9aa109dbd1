import type { CheckoutLook, LookAtCheckout } from '../../application/payments/look-at-checkout.js';
import type { RecordCheckout } from '../../application/payments/record-checkout.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { ILogger } from '../../application/ports/logger.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { readCheckoutSession } from '../payload/read-checkout-session.js';

/** Stripe's page was paid on, or has expired; a slow method has settled. */
export class CheckoutSessionHandler implements StripeEventHandler<CheckoutLook> {
  readonly types = [
    'checkout.session.completed',
    'checkout.session.expired',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
  ];

  constructor(
    private readonly recordCheckout: RecordCheckout,
    private readonly lookAtCheckout: LookAtCheckout,
    private readonly logger: ILogger,
  ) {}

  async apply(event: StripeEvent, fresh: CheckoutLook | null): Promise<EventOutcome | 'doubt'> {
    const seen = fresh ?? { session: readCheckoutSession(event), payment: null, seenVersion: null };
    const { organizationId, id, type } = event;
    const source = fresh ? 'fetch' : 'event';
    const outcome = await this.recordCheckout.execute({ ...seen, organizationId, source, cause: type });
    if (outcome === 'found') {
      const facts = { event_id: id, checkout_session_id: seen.session.id, order_id: seen.session.orderId };
      this.logger.error('A Checkout session does not fit; a finding stands', facts);
    }
    if (outcome === 'doubt') return 'doubt';
    return outcome === 'foreign' ? 'ignored' : 'processed';
  }

  async fetch(event: StripeEvent): Promise<CheckoutLook> {
    return this.lookAtCheckout.execute(event.organizationId, readCheckoutSession(event).id);
  }
}
