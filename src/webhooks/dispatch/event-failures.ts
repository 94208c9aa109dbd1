import { type ClaimedEvent, type IEventInbox, LeaseLostError } from '../../application/ports/event-inbox.js';
import { UnheardOfError } from '../../application/payments/unheard-of.js';
import type { IClock } from '../../application/ports/clock.js';
import type { ILogger } from '../../application/ports/logger.js';
import { StripeOutcomeUnknownError, StripeUnavailableError } from '../../application/ports/stripe-service.js';
import { LaneFullError } from './lane.js';
import { UnreadablePayloadError } from '../payload/unreadable-payload.js';
import { MAX_LOOKUPS, MAX_READINGS, nextLookAt, nextTryAt } from './retry-schedule.js';

/** What becomes of an event that could not be settled. */
export class EventFailures {
  constructor(
    private readonly inbox: IEventInbox,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /**
   * Of events that one thing kept from being settled: those with as many tries come back together, so that one look at
   * Stripe does for them again.
   * @throws when the database cannot keep it
   */
  async keep(events: readonly ClaimedEvent[], error: unknown): Promise<void> {
    const now = this.clock.now();
    const chance = Math.random();
    for (const event of events) {
      const facts = { event_id: event.id, type: event.type, attempts: event.attempts, err: error };
      if (error instanceof LeaseLostError) {
        this.logger.warn('An event was taken over while it was worked on', facts);
      } else if (isStripesOwn(error)) {
        this.logger.warn('An event waits for Stripe', facts);
        await this.inbox.postpone(
          event,
          messageOf(error),
          nextLookAt(now, () => chance),
        );
      } else if (error instanceof UnheardOfError && event.attempts >= MAX_LOOKUPS) {
        this.logger.warn('An event is about nothing that Stripe has', facts);
        await this.inbox.complete([{ event, outcome: 'ignored' }]);
      } else {
        const isOver = error instanceof UnreadablePayloadError && event.attempts >= MAX_READINGS;
        const retryAt = isOver ? null : nextTryAt(now, event.attempts, () => chance);
        this.logger.error(retryAt ? 'An event failed and will be tried again' : 'An event is dead', facts);
        await this.inbox.fail(event, messageOf(error), retryAt);
      }
    }
  }
}

/** An outage of Stripe's is no fault of the event's: it may last longer than all its tries. */
function isStripesOwn(error: unknown): boolean {
  return (
    error instanceof StripeUnavailableError ||
    error instanceof StripeOutcomeUnknownError ||
    error instanceof LaneFullError
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
