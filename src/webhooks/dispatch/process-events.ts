import {
  type ClaimedEvent,
  type IEventInbox,
  LeaseLostError,
  type SettledEvent,
} from '../../application/ports/event-inbox.js';
import type { IUnitOfWork } from '../../application/ports/unit-of-work.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { EventFailures } from './event-failures.js';
import type { HandlerRegistry } from './handler-registry.js';
import { LaneClosedError } from './lane.js';
import { MAX_TRIES } from './retry-schedule.js';
import { type StripeEvent, toStripeEvent } from './stripe-event.js';
import type { StripeEventHandler } from './stripe-event-handler.js';
import type { WorkLanes } from './work-lanes.js';

/**
 * Events that share a transaction while there is a backlog: one commit for all of them. More would keep their orders
 * locked for longer than a customer notices.
 */
const MAX_TOGETHER = 16;
/** A second look is needed when somebody else wrote during the first; more than a few in a row is a defect of ours. */
const MAX_LOOKS = 3;

/** An event that cannot be settled without Stripe's word. */
export interface Doubt {
  readonly claimed: ClaimedEvent;
  readonly event: StripeEvent;
  readonly handler: StripeEventHandler;
}

/**
 * Gives claimed events their effects, each once and those of one object in their order: an effect and the final status
 * of its event commit together, or neither does. An event that fails backs off alone.
 */
export class ProcessEvents {
  constructor(
    private readonly registry: HandlerRegistry,
    private readonly inbox: IEventInbox,
    private readonly unitOfWork: IUnitOfWork,
    private readonly lanes: WorkLanes,
    private readonly failures: EventFailures,
  ) {}

  /**
   * Settles what needs no word of Stripe's.
   * @returns the others
   * @throws when the database cannot keep an outcome
   * @throws LaneClosedError when the process ends: what was not settled is as it was
   */
  async take(events: readonly ClaimedEvent[]): Promise<Doubt[]> {
    return this.lanes.transact(async () => {
      const doubts: Doubt[] = [];
      for (let index = 0; index < events.length; index += MAX_TOGETHER) {
        doubts.push(...(await this.#takeTogether(events.slice(index, index + MAX_TOGETHER))));
      }
      return doubts;
    });
  }

  /** Settles the doubts about one object. @throws as `take` */
  async resolve(doubts: readonly Doubt[]): Promise<void> {
    for (const handler of new Set(doubts.map((doubt) => doubt.handler))) {
      const own = doubts.filter((doubt) => doubt.handler === handler);
      await this.#resolve(handler, own);
    }
  }

  /** In one transaction; where that fails, each in its own, so that one that fails takes no other with it. */
  async #takeTogether(events: readonly ClaimedEvent[]): Promise<Doubt[]> {
    try {
      return await this.unitOfWork.run(() => this.#applyAll(events));
    } catch (error) {
      if (events.length === 1) {
        await this.failures.keep(events, error);
        return [];
      }
      const doubts: Doubt[] = [];
      for (const event of events) doubts.push(...(await this.#takeTogether([event])));
      return doubts;
    }
  }

  async #applyAll(events: readonly ClaimedEvent[]): Promise<Doubt[]> {
    const doubts: Doubt[] = [];
    const settled: SettledEvent[] = [];
    for (const claimed of events) {
      // Nobody caught an error of the tries before: whoever worked on it ended with it.
      invariant(
        claimed.attempts <= MAX_TRIES,
        'Whoever worked on the event did not live to tell, time and again.',
      );
      const handler = this.#handlerOf(claimed);
      const event = toStripeEvent(claimed);
      const outcome = handler ? await handler.apply(event, null) : 'ignored';
      if (outcome !== 'doubt') settled.push({ event: claimed, outcome });
      else if (handler) doubts.push({ claimed, event, handler });
    }
    await this.inbox.complete(settled);
    return doubts;
  }

  async #resolve(handler: StripeEventHandler, doubts: readonly Doubt[]): Promise<void> {
    let open = doubts;
    try {
      for (let looks = 1, last = open.at(-1); last; looks += 1, last = open.at(-1)) {
        const { event } = last;
        invariant(looks <= MAX_LOOKS, `${MAX_LOOKS} fresh looks left a doubt about ${event.type}.`);
        const fresh = await this.lanes.look(() => handler.fetch(event));
        open = await this.lanes.transact(() => this.#settle(handler, open, fresh));
      }
    } catch (error) {
      if (error instanceof LaneClosedError) throw error;
      await this.failures.keep(claimedOf(open), error);
    }
  }

  /**
   * One look for all of them: it was begun after they were received, so what Stripe answers contains what they told, and
   * once the answer has taken effect none of them has anything to add. Where it cannot take effect with the last of them,
   * that one backs off, and it is tried with the one before.
   * @returns those that leave a doubt still
   */
  async #settle(
    handler: StripeEventHandler,
    doubts: readonly Doubt[],
    fresh: unknown,
  ): Promise<readonly Doubt[]> {
    let open = doubts;
    for (let last = open.at(-1); last; last = open.at(-1)) {
      try {
        return (await this.#apply(handler, last.event, fresh, claimedOf(open))) ? [] : open;
      } catch (error) {
        if (error instanceof LeaseLostError) throw error;
        await this.failures.keep([last.claimed], error);
        open = open.slice(0, -1);
      }
    }
    return open;
  }

  /** False: there is a doubt, and nothing was written. */
  async #apply(
    handler: StripeEventHandler,
    event: StripeEvent,
    fresh: unknown,
    settles: readonly ClaimedEvent[],
  ): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const outcome = await handler.apply(event, fresh);
      if (outcome === 'doubt') return false;
      await this.inbox.complete(settles.map((claimed) => ({ event: claimed, outcome })));
      return true;
    });
  }

  /** Accounts that we do not know are not ours to act on; there are none that we know yet. */
  #handlerOf(claimed: ClaimedEvent): StripeEventHandler | null {
    return claimed.account === null ? this.registry.find(claimed.type) : null;
  }
}

function claimedOf(doubts: readonly Doubt[]): ClaimedEvent[] {
  return doubts.map(({ claimed }) => claimed);
}
