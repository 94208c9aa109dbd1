import {
  type ClaimedEvent,
  type EventOutcome,
  type IEventInbox,
  LeaseLostError,
} from '../../application/ports/event-inbox.js';
import type { IClock } from '../../application/ports/clock.js';
import type { ILogger } from '../../application/ports/logger.js';
import type { IUnitOfWork } from '../../application/ports/unit-of-work.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { HandlerRegistry } from './handler-registry.js';
import { MAX_TRIES, nextTryAt } from './retry-schedule.js';
import { type StripeEvent, toStripeEvent } from './stripe-event.js';
import type { StripeEventHandler } from './stripe-event-handler.js';

/** Long enough for a message and the query that failed; the log has the rest. */
const MAX_ERROR_LENGTH = 2_000;

/** Gives one claimed event its effect, once: effect and final status commit together, or neither does. */
export class ProcessEvent {
  constructor(
    private readonly registry: HandlerRegistry,
    private readonly inbox: IEventInbox,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** Never throws for a failure of the event's own; @throws when the database cannot keep the outcome. */
  async execute(claimed: ClaimedEvent): Promise<void> {
    try {
      await this.#take(claimed);
    } catch (error) {
      if (error instanceof LeaseLostError) {
        this.logger.warn('An event was taken over while it was worked on', { event_id: claimed.id });
        return;
      }
      await this.#keepFailure(claimed, error);
    }
  }

  async #take(claimed: ClaimedEvent): Promise<void> {
    // Nobody caught an error of the tries before: whoever worked on it ended with it.
    invariant(
      claimed.attempts <= MAX_TRIES,
      'Whoever worked on the event did not live to tell, time and again.',
    );
    // Accounts that we do not know are not ours to act on; there are none that we know yet.
    const handler = claimed.account === null ? this.registry.find(claimed.type) : null;
    if (!handler) return this.inbox.complete(claimed, 'ignored');
    const event = toStripeEvent(claimed);
    if (await this.#apply(handler, claimed, event, null)) return;
    const fresh = await handler.fetch(event);
    invariant(
      await this.#apply(handler, claimed, event, fresh),
      `A fresh look left a doubt about ${event.type}.`,
    );
  }

  /** False: there is a doubt, and nothing was written. */
  async #apply(
    handler: StripeEventHandler,
    claimed: ClaimedEvent,
    event: StripeEvent,
    fresh: unknown,
  ): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const outcome: EventOutcome | 'doubt' = await handler.apply(event, fresh);
      if (outcome === 'doubt') return false;
      await this.inbox.complete(claimed, outcome);
      return true;
    });
  }

  async #keepFailure(claimed: ClaimedEvent, error: unknown): Promise<void> {
    const retryAt = nextTryAt(this.clock.now(), claimed.attempts);
    const facts = { event_id: claimed.id, type: claimed.type, attempts: claimed.attempts, err: error };
    this.logger.error(retryAt ? 'An event failed and will be tried again' : 'An event is dead', facts);
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    await this.inbox.fail(claimed, message.slice(0, MAX_ERROR_LENGTH), retryAt);
  }
}
