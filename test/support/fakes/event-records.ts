import {
  IEventRecords,
  type ReplayCandidate,
  type ReplaySelection,
} from '../../../src/application/operations/ports/event-records.js';
import type { ReceivedEvent } from '../../../src/application/ports/event-inbox.js';

/** As much of the inbox as intake and replays need, in memory. */
export class FakeEventRecords extends IEventRecords {
  readonly stored = new Map<string, ReceivedEvent>();
  readonly dead = new Set<string>();
  readonly thinned = new Set<string>();
  readonly replayed: string[] = [];

  async store(event: ReceivedEvent): Promise<void> {
    this.stored.set(event.id, this.stored.get(event.id) ?? event);
  }

  async replay(_organizationId: string, eventId: string): Promise<boolean> {
    this.replayed.push(eventId);
    this.dead.delete(eventId);
    return this.stored.has(eventId);
  }

  async missing(_organizationId: string, ids: readonly string[]): Promise<readonly string[]> {
    return ids.filter((id) => !this.stored.has(id));
  }

  async lock(
    _organizationId: string,
    selection: ReplaySelection,
    limit: number,
  ): Promise<readonly ReplayCandidate[]> {
    const isWanted = ({ id, type }: ReceivedEvent): boolean =>
      'ids' in selection
        ? selection.ids.includes(id)
        : this.dead.has(id) && (selection.type === null || selection.type === type);
    return [...this.stored.values()]
      .filter(isWanted)
      .slice(0, limit)
      .map(({ id }) => ({ id, isThinned: this.thinned.has(id) }));
  }

  async thin(_time: Date, limit: number): Promise<number> {
    const ids = [...this.stored.keys()].filter((id) => !this.thinned.has(id)).slice(0, limit);
    for (const id of ids) this.thinned.add(id);
    return ids.length;
  }
}
