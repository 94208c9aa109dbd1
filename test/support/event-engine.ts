import type { EventOutcome } from '../../src/application/ports/event-inbox.js';
import { EventFailures } from '../../src/webhooks/dispatch/event-failures.js';
import { EventWorker } from '../../src/webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../../src/webhooks/dispatch/handler-registry.js';
import { ProcessEvents } from '../../src/webhooks/dispatch/process-events.js';
import type { StripeEvent } from '../../src/webhooks/dispatch/stripe-event.js';
import type { StripeEventHandler } from '../../src/webhooks/dispatch/stripe-event-handler.js';
import { WorkLanes } from '../../src/webhooks/dispatch/work-lanes.js';
import { FakeClock } from './fakes/clock.js';
import { FakeEventInbox } from './fakes/event-inbox.js';
import { FakeLogger } from './fakes/logger.js';
import { FakeUnitOfWork } from './fakes/unit-of-work.js';

/** A look at Stripe that is under way. */
interface Look {
  readonly eventId: string;
  answer(fresh: string): void;
  fail(error: Error): void;
}

/** `certain` events take effect at once, `doubtful` ones with Stripe's answer, which the test gives. */
class ScriptedHandler implements StripeEventHandler<string> {
  readonly types = ['certain', 'doubtful', 'poison', 'poison_when_fresh'];
  readonly effects: string[] = [];
  readonly looks: Look[] = [];
  /** So many answers leave a doubt again. */
  doubtsLeft = 0;

  async apply(event: StripeEvent, fresh: string | null): Promise<EventOutcome | 'doubt'> {
    if (event.type === 'poison') throw new TypeError('cannot be read');
    if (event.type !== 'certain' && fresh === null) return 'doubt';
    if (event.type === 'poison_when_fresh') throw new TypeError('cannot be applied');
    if (fresh !== null && this.doubtsLeft > 0) {
      this.doubtsLeft -= 1;
      return 'doubt';
    }
    this.effects.push(fresh === null ? event.id : `${event.id} ${fresh}`);
    return 'processed';
  }

  fetch(event: StripeEvent): Promise<string> {
    return new Promise((answer, fail) => {
      this.looks.push({ eventId: event.id, answer, fail });
    });
  }
}

/** The engine over an inbox in memory, with a Stripe that answers when the test says so. */
export class EventEngine {
  readonly inbox = new FakeEventInbox();
  readonly logger = new FakeLogger();
  readonly handler = new ScriptedHandler();
  readonly #lanes = new WorkLanes(true);
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor() {
    const registry = new HandlerRegistry([this.handler]);
    const failures = new EventFailures(this.inbox, new FakeClock(), this.logger);
    const bursts = new ProcessEvents(registry, this.inbox, new FakeUnitOfWork(), this.#lanes, failures);
    this.#running = new EventWorker(this.inbox, bursts, this.#lanes, this.logger).run(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }
}
