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
  /** Null: due. A time: put back until then, which never comes here. */
  dueAt: Date | null;
}

/** The inbox in memory. Leases never lapse by themselves; what is put back is due again when `allDue` is called. */
export class FakeEventInbox extends IEventInbox {
  /** False: every method fails, as while the database is away. */
  available = true;
  readonly events = new Map<string, Stored>();
  readonly leases = new Map<string, EventLease>();
  claims = 0;
  renewals = 0;

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

  async claim(limit: number): Promise<ClaimedBurst[]> {
    this.#ask();
    const due = [...this.events.values()].filter(({ status, dueAt }) => status === 'pending' && !dueAt);
    const objects = [...new Set(due.map(({ event }) => objectOf(event)))];
    return objects
      .filter((object) => !this.leases.has(object))
      .slice(0, limit)
      .map((object) => {
        const own = due.filter(({ event }) => objectOf(event) === object);
        return this.#lease(object, own);
      });
  }

  async renew(leases: readonly EventLease[]): Promise<void> {
    this.#ask();
    this.renewals += leases.length;
  }

  async release(leases: readonly EventLease[]): Promise<void> {
    this.#ask();
    for (const lease of leases) {
      if (this.#holds(lease)) this.leases.delete(lease.object);
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

  async replay(_organizationId: string, eventId: string): Promise<boolean> {
    const stored = this.events.get(eventId);
    if (!stored) return false;
    Object.assign(stored, { status: 'pending', attempts: 0, replays: stored.replays + 1, dueAt: null });
    return true;
  }

  async backlog(): Promise<Backlog> {
    const pending = [...this.events.values()].filter(({ status }) => status === 'pending').length;
    return { pending, oldestDueMs: 0 };
  }

  /** As if all pauses were over. */
  allDue(): void {
    for (const stored of this.events.values()) stored.dueAt = null;
  }

  statusOf(id: string): string | undefined {
    return this.events.get(id)?.status;
  }

  #lease(object: string, own: readonly Stored[]): ClaimedBurst {
    this.claims += 1;
    const [first] = own;
    const organizationId = first?.event.organizationId ?? '';
    const account = first?.event.account ?? '';
    const lease: EventLease = { id: `lease_${this.claims}`, organizationId, account, object };
    this.leases.set(object, lease);
    const events = own
      .map(({ event, attempts, replays }) => ({ ...event, lease, attempts: attempts + 1, replays }))
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
    return { lease, events };
  }

  #holds(lease: EventLease): boolean {
    return this.leases.get(lease.object)?.id === lease.id;
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

function objectOf({ account, objectId, id }: ReceivedEvent): string {
  return account === null ? (objectId ?? id) : `${account} ${objectId ?? id}`;
}
