import {
  type Backlog,
  type ClaimedBurst,
  type ClaimedEvent,
  type EventLease,
  type EventOutcome,
  IEventInbox,
  LeaseLostError,
  type ReceivedEvent,
  type SettledEvent,
} from '../../../src/application/ports/event-inbox.js';

interface Stored {
  readonly event: ReceivedEvent;
  status: 'pending' | 'dead' | EventOutcome;
  attempts: number;
  replays: number;
  error: string | null;
  /** Null: due from the beginning. */
  dueAt: Date | null;
}

interface Held {
  readonly lease: EventLease;
  until: Date;
}

export class FakeEventInbox extends IEventInbox {
  /** False: every method fails, as while the database is away. */
  available = true;
  readonly events = new Map<string, Stored>();
  readonly leases = new Map<string, Held>();
  claims = 0;

  /**
   * @param now with a clock that stands, as by default, no lease lapses, and what is put back is due again when `allDue`
   *   is called
   */
  constructor(private readonly now: () => Date = () => new Date(0)) {
    super();
  }

  async store(event: ReceivedEvent): Promise<void> {
    this.#ask();
    if (this.events.has(event.id)) return;
    this.events.set(event.id, {
      event,
      status: 'pending',
      attempts: 0,
      replays: 0,
      error: null,
      dueAt: null,
    });
  }

  async claim(limit: number, leaseMs: number): Promise<ClaimedBurst[]> {
    this.#ask();
    const now = this.now();
    const due = [...this.events.values()].filter(
      ({ status, dueAt }) => status === 'pending' && (dueAt === null || dueAt <= now),
    );
    const isFree = (object: string): boolean => (this.leases.get(object)?.until ?? now) <= now;
    return [...new Set(due.map(({ event }) => keyOf(event)))]
      .filter(isFree)
      .slice(0, limit)
      .map((key) => {
        const own = due.filter(({ event }) => keyOf(event) === key).toSorted(byAge);
        return this.#lease(key, own, leaseMs);
      });
  }

  async renew(leases: readonly EventLease[], leaseMs: number): Promise<void> {
    this.#ask();
    for (const lease of leases) {
      const held = this.leases.get(keyOfLease(lease));
      if (held?.lease.id === lease.id) held.until = new Date(this.now().getTime() + leaseMs);
    }
  }

  async release(leases: readonly EventLease[]): Promise<void> {
    this.#ask();
    for (const lease of leases) {
      if (this.#holds(lease)) this.leases.delete(keyOfLease(lease));
    }
  }

  async complete(settled: readonly SettledEvent[]): Promise<void> {
    this.#ask();
    const stored = settled.map(({ event, outcome }) => ({ row: this.#mine(event), outcome }));
    if (stored.some(({ row }) => row === null)) throw new LeaseLostError('taken over');
    for (const { row, outcome } of stored) {
      if (row) Object.assign(row, { status: outcome, attempts: row.attempts + 1, error: null });
    }
  }

  async fail(event: ClaimedEvent, error: string, retryAt: Date | null): Promise<void> {
    this.#ask();
    const stored = this.#mine(event);
    if (!stored) return;
    const status = retryAt ? 'pending' : 'dead';
    Object.assign(stored, { status, attempts: stored.attempts + 1, error, dueAt: retryAt });
  }

  async postpone(event: ClaimedEvent, reason: string, dueAt: Date): Promise<void> {
    this.#ask();
    const stored = this.#mine(event);
    if (stored) Object.assign(stored, { error: reason, dueAt });
  }

  async replay(organizationId: string, eventId: string): Promise<boolean> {
    const stored = this.events.get(eventId);
    if (stored?.event.organizationId !== organizationId) return false;
    Object.assign(stored, { status: 'pending', attempts: 0, replays: stored.replays + 1, dueAt: null });
    return true;
  }

  async backlog(): Promise<Backlog> {
    const pending = [...this.events.values()].filter(({ status }) => status === 'pending');
    const now = this.now().getTime();
    const waits = pending.map(({ dueAt }) => now - (dueAt?.getTime() ?? now));
    return { pending: pending.length, oldestDueMs: Math.max(0, ...waits) };
  }

  /** As if all pauses were over. */
  allDue(): void {
    for (const stored of this.events.values()) stored.dueAt = null;
  }

  statusOf(id: string): string | undefined {
    return this.events.get(id)?.status;
  }

  #lease(key: string, due: readonly Stored[], leaseMs: number): ClaimedBurst {
    this.claims += 1;
    const [oldest] = due;
    if (!oldest) throw new Error('A lease is taken for what is due.');
    const { organizationId, account, objectId, id } = oldest.event;
    const lease = {
      id: `lease_${this.claims}`,
      organizationId,
      account: account ?? '',
      object: objectId ?? id,
    };
    const hasLapsed = this.leases.has(key);
    this.leases.set(key, { lease, until: new Date(this.now().getTime() + leaseMs) });
    // Whoever held it died with the oldest in hand: a try of it is over, and it takes no other with it again.
    if (hasLapsed) oldest.attempts += 1;
    const events = (hasLapsed ? [oldest] : due).map(({ event, attempts, replays }) => ({
      ...event,
      lease,
      attempts: attempts + 1,
      replays,
    }));
    return { lease, events };
  }

  #holds(lease: EventLease): boolean {
    return this.leases.get(keyOfLease(lease))?.lease.id === lease.id;
  }

  #mine(event: ClaimedEvent): Stored | null {
    const stored = this.events.get(event.id);
    const isMine = stored?.status === 'pending' && stored.replays === event.replays;
    return stored && isMine && this.#holds(event.lease) ? stored : null;
  }

  #ask(): void {
    if (!this.available) throw new Error('connection terminated');
  }
}

function keyOf({ organizationId, account, objectId, id }: ReceivedEvent): string {
  return keyOfLease({ organizationId, account: account ?? '', object: objectId ?? id });
}

function keyOfLease({ organizationId, account, object }: Omit<EventLease, 'id'>): string {
  return JSON.stringify([organizationId, account, object]);
}

function byAge({ event: one }: Stored, { event: other }: Stored): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);
}
