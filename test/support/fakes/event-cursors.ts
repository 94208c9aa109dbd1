import { randomUUID } from 'node:crypto';
import { type EventSource, IEventCursors } from '../../../src/application/operations/ports/event-cursors.js';

interface Lease {
  readonly id: string;
  readonly untilMs: number;
}

/** Cursors and leases in memory. */
export class FakeEventCursors extends IEventCursors {
  readonly #reached = new Map<string, Date>();
  readonly #leases = new Map<string, Lease>();

  async reached(source: EventSource): Promise<Date | null> {
    return this.#reached.get(keyOf(source)) ?? null;
  }

  async advance(source: EventSource, to: Date): Promise<void> {
    const before = this.#reached.get(keyOf(source));
    if (!before || before < to) this.#reached.set(keyOf(source), to);
  }

  async take(source: EventSource, leaseMs: number): Promise<string | null> {
    const held = this.#leases.get(keyOf(source));
    if (held && held.untilMs > performance.now()) return null;
    const id = randomUUID();
    this.#leases.set(keyOf(source), { id, untilMs: performance.now() + leaseMs });
    return id;
  }

  async renew(source: EventSource, lease: string, leaseMs: number): Promise<boolean> {
    if (this.#leases.get(keyOf(source))?.id !== lease) return false;
    this.#leases.set(keyOf(source), { id: lease, untilMs: performance.now() + leaseMs });
    return true;
  }

  async release(source: EventSource, lease: string): Promise<void> {
    if (this.#leases.get(keyOf(source))?.id === lease) this.lapse(source);
  }

  /** As if whoever holds the lease had been away for too long. */
  lapse(source: EventSource): void {
    this.#leases.delete(keyOf(source));
  }
}

function keyOf({ organizationId, account, livemode }: EventSource): string {
  return [organizationId, account, livemode].join();
}
