import type { LookAtRefunds, RefundsLook } from '../../application/payments/look-at-refunds.js';
import type { IFraudSignals } from '../../application/payments/ports/fraud-signals.js';
import type { RecordRefunds } from '../../application/payments/record-refunds.js';
import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { IStripeService } from '../../application/ports/stripe-service.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import type { StripeEventHandler } from '../dispatch/stripe-event-handler.js';
import { type ChargeSighting, readCharge } from '../payload/read-charge.js';

/** A charge was tried, and Radar has judged it; or it was refunded: old API versions tell of refunds in no other way. */
export class ChargeHandler implements StripeEventHandler<RefundsLook> {
  readonly types = ['charge.succeeded', 'charge.failed', 'charge.refunded'];

  constructor(
    private readonly recordRefunds: RecordRefunds,
    private readonly lookAtRefunds: LookAtRefunds,
    private readonly signals: IFraudSignals,
    private readonly stripe: IStripeService,
  ) {}

  async apply(event: StripeEvent, look: RefundsLook | null): Promise<EventOutcome | 'doubt'> {
    // Of the other mode: not our money.
    if (event.livemode !== this.stripe.livemode) return 'ignored';
    const charge = readCharge(event);
    if (charge.paymentIntentId === null) return 'ignored';
    if (event.type === 'charge.refunded') return this.#refunded(event, charge, charge.paymentIntentId, look);
    if (charge.risk === null) return 'ignored';
    const risk = { ...charge.risk, paymentIntentId: charge.paymentIntentId };
    return (await this.signals.keepRisk(event.organizationId, risk)) ? 'processed' : 'ignored';
  }

  async fetch(event: StripeEvent): Promise<RefundsLook> {
    const { paymentIntentId } = readCharge(event);
    invariant(paymentIntentId !== null, 'A charge without a payment leaves no doubt.');
    return this.lookAtRefunds.execute({ organizationId: event.organizationId, paymentIntentId });
  }

  async #refunded(
    { organizationId, type: cause }: StripeEvent,
    { isCaptured, refunds: shown, amountRefundedMinor }: ChargeSighting,
    paymentIntentId: string,
    look: RefundsLook | null,
  ): Promise<EventOutcome | 'doubt'> {
    // What ends a hold gives nothing back.
    if (!isCaptured) return 'ignored';
    const seen = { paymentIntentId, shown, amountRefundedMinor };
    const outcome = await this.recordRefunds.execute({ organizationId, ...seen, look, cause });
    if (outcome === 'doubt') return 'doubt';
    return outcome === 'foreign' ? 'ignored' : 'processed';
  }
}
