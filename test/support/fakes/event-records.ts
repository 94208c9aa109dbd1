import {
  IEventRecords,
  type ReplayCandidate,
  type ReplaySelection,
} from '../../../src/application/operations/ports/event-records.js';
import type { ReceivedEvent } from '../../../src/application/ports/event-inbox.js';

/** As much of the inbox as intake and replays need, in memory. */
export class FakeEventRecords extends IEventRecords {
  /** In the order in which they came. */
  readonly stored = new Map<string, ReceivedEvent>();
  readonly dead = new Set<string>();
  /** When it was processed or ignored, by event. */
  readonly doneAt = new Map<string, Date>();
  readonly thinned = new Set<string>();
  readonly replayed: string[] = [];

  async store(event: ReceivedEvent): Promise<void> {
    this.stored.set(event.id, this.stored.get(event.id) ?? event);
  }

  async replay(organizationId: string, eventId: string): Promise<boolean> {
    if (this.stored.get(eventId)?.organizationId !== organizationId) return false;
    this.replayed.push(eventId);
    this.dead.delete(eventId);
    this.doneAt.delete(eventId);
    return true;
  }

  async missing(organizationId: string, ids: readonly string[]): Promise<readonly string[]> {
    return ids.filter((id) => this.stored.get(id)?.organizationId !== organizationId);
  }

  async lock(
    organizationId: string,
    selection: ReplaySelection,
    limit: number,
  ): Promise<readonly ReplayCandidate[]> {
    const isWanted = ({ id, type }: ReceivedEvent): boolean =>
      'ids' in selection
        ? selection.ids.includes(id)
        : this.dead.has(id) && (selection.type === null || selection.type === type);
    return [...this.stored.values()]
      .filter((event) => event.organizationId === organizationId && isWanted(event))
      .slice(0, limit)
      .map(({ id }) => ({ id, isThinned: this.thinned.has(id) }));
  }

  async thin(time: Date, limit: number): Promise<number> {
    const ids = [...this.doneAt]
      .filter(([id, doneAt]) => doneAt < time && !this.thinned.has(id))
      .toSorted(([, one], [, other]) => one.getTime() - other.getTime())
      .slice(0, limit)
      .map(([id]) => id);
    for (const id of ids) this.thinned.add(id);
    return ids.length;
  }
}
