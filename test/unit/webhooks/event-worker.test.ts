import { type Backlog, type ClaimedEvent, IEventInbox } from '../../../src/application/ports/event-inbox.js';
import { EventWorker } from '../../../src/webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../../../src/webhooks/dispatch/handler-registry.js';
import { ProcessEvent } from '../../../src/webhooks/dispatch/process-event.js';
import { eventually } from '../../support/eventually.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeLogger } from '../../support/fakes/logger.js';
import { FakeUnitOfWork } from '../../support/fakes/unit-of-work.js';
import { receivedEvent } from '../../support/received-event.js';

const WITHIN_MS = 5_000;

/** An inbox with one event, whose database goes away the moment that the event was handed out. */
class FailingInbox extends IEventInbox {
  available = true;
  readonly claims: number[] = [];
  completed = false;
  #due = true;

  async store(): Promise<void> {
    throw new Error('Nobody stores here.');
  }

  async claim(): Promise<ClaimedEvent[]> {
    this.#ask();
    if (!this.#due) return [];
    this.#due = false;
    this.claims.push(this.claims.length + 1);
    this.available = this.claims.length > 1;
    return [
      {
        ...receivedEvent('evt_1', { type: 'unknown' }),
        attempts: this.claims.length,
        claim: this.claims.length,
      },
    ];
  }

  async complete(): Promise<void> {
    this.#ask();
    this.completed = true;
  }

  async fail(_event: ClaimedEvent, _error: string, retryAt: Date | null): Promise<void> {
    this.#ask();
    this.#due = retryAt !== null;
  }

  async replay(): Promise<boolean> {
    return false;
  }

  async backlog(): Promise<Backlog> {
    return { pending: 0, oldestDueMs: 0 };
  }

  #ask(): void {
    if (!this.available) throw new Error('connection terminated');
  }
}

describe('the worker, when the database goes away under an event', () => {
  it('goes on, gives the event back when the database is there again, and completes it without waiting for its lease', async () => {
    const inbox = new FailingInbox();
    const [clock, logger] = [new FakeClock(), new FakeLogger()];
    const processEvent = new ProcessEvent(
      new HandlerRegistry([]),
      inbox,
      new FakeUnitOfWork(),
      clock,
      logger,
    );
    const stop = new AbortController();
    const running = new EventWorker(inbox, processEvent, logger, clock).run(stop.signal);
    await eventually(
      () => Promise.resolve(logger.lines.map(({ message }) => message)),
      (messages) => messages.includes('The outcome of an event could not be kept'),
      WITHIN_MS,
    );
    inbox.available = true;
    await eventually(() => Promise.resolve(inbox.completed), Boolean, WITHIN_MS);
    stop.abort();
    await running;
    expect(inbox.claims).toEqual([1, 2]);
  });
});
