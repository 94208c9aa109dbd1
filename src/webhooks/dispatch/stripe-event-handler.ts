import type { EventOutcome } from '../../application/ports/event-inbox.js';
import type { StripeEvent } from './stripe-event.js';

/**
 * What a family of event types means. A new family is a new file in `handlers/` and a line in the webhook module.
 * `Fresh` is what Stripe answers when the event alone leaves a doubt, with what `apply` needs to tell whether the answer
 * is newer than what is stored: the row's version from before Stripe was asked.
 */
export interface StripeEventHandler<Fresh = unknown> {
  readonly types: readonly string[];
  /**
   * Takes effect, inside the transaction that also settles the event. `doubt`: nothing was written, and Stripe must
   * be asked; then it is called again with the answer. A doubt that the answer leaves leads to another look.
   */
  apply(event: StripeEvent, fresh: Fresh | null): Promise<EventOutcome | 'doubt'>;
  /**
   * Asks Stripe for the event's object, outside any transaction. One answer settles every doubtful event of the object
   * that was received before the question: Stripe's state then contains what they told. So all types of one handler must
   * want the same look at the same object; a type that wants another look belongs to another handler.
   */
  fetch(event: StripeEvent): Promise<Fresh>;
}
