import { randomUUID } from 'node:crypto';
import { type EventSource, IEventCursors } from '../../../src/application/operations/ports/event-cursors.js';

/** Cursors and leases in memory. A lease lapses when a test says so. */
export class FakeEventCursors extends IEventCursors {
  readonly #reached = new Map<string, Date>();
  readonly #leases = new Map<string, string>();

  async reached(source: EventSource): Promise<Date | null> {
    return this.#reached.get(keyOf(source)) ?? null;
  }

  async advance(source: EventSource, to: Date): Promise<void> {
    const before = this.#reached.get(keyOf(source));
    if (!before || before < to) this.#reached.set(keyOf(source), to);
  }

  async take(source: EventSource): Promise<string | null> {
    if (this.#leases.has(keyOf(source))) return null;
    const lease = randomUUID();
    this.#leases.set(keyOf(source), lease);
    return lease;
  }

  async renew(source: EventSource, lease: string): Promise<boolean> {
    return this.#leases.get(keyOf(source)) === lease;
  }

  async release(source: EventSource, lease: string): Promise<void> {
    if (await this.renew(source, lease)) this.lapse(source);
  }

  lapse(source: EventSource): void {
    this.#leases.delete(keyOf(source));
  }
}

function keyOf({ organizationId, account, livemode }: EventSource): string {
  return [organizationId, account, livemode].join();
}
