import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { StripeEvent } from './stripe-event.js';

/**
 * What a family of event types means. A new family is a new file in `handlers/` and a line in the webhook module.
 * `Fresh` is what Stripe answers when the event alone leaves a doubt.
 */
export interface StripeEventHandler<Fresh = unknown> {
  readonly types: readonly string[];
  /**
   * Takes effect, inside the transaction that also settles the event. `doubt`: nothing was written, and Stripe must
   * be asked; then it is called again with the answer.
   */
  apply(event: StripeEvent, fresh: Fresh | null): Promise<EventOutcome | 'doubt'>;
  /** Asks Stripe, outside any transaction. */
  fetch(event: StripeEvent): Promise<Fresh>;
}
