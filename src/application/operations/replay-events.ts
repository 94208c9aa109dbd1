import type { IAuditLog } from '../ports/audit-log.js';
import type { IEventInbox } from '../ports/event-inbox.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { eventsNotFound, eventThinned } from './event-errors.js';
import type { IEventRecords, ReplaySelection } from './ports/event-records.js';

/** Events a transaction: a fraction of a second of locks. Who has more dead ones asks again. */
export const MAX_REPLAYED = 500;

export interface ReplayEventsCommand {
  readonly organizationId: string;
  /** Null: from the command line. */
  readonly actorUserId: string | null;
  readonly selection: ReplaySelection;
}

export interface ReplayedEvents {
  readonly replayed: number;
  /** There may be more of them: the same command goes on with those. */
  readonly hasMore: boolean;
}

/** Makes many events due again: those that are named, all or none, or the dead ones, as many as fit. One audited deed. */
export class ReplayEvents {
  constructor(
    private readonly records: IEventRecords,
    private readonly inbox: Pick<IEventInbox, 'replay'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /** @throws DomainError `event_not_found`, `event_thinned` */
  async execute({ organizationId, actorUserId, selection }: ReplayEventsCommand): Promise<ReplayedEvents> {
    return this.unitOfWork.run(async () => {
      const limit = 'ids' in selection ? selection.ids.length : MAX_REPLAYED;
      const events = await this.records.lock(organizationId, selection, limit);
      const ids = events.map(({ id }) => id);
      if ('ids' in selection) refuseUnknown(selection.ids, ids);
      const thinned = events.filter(({ isThinned }) => isThinned).map(({ id }) => id);
      if (thinned.length > 0) throw eventThinned(thinned);
      for (const id of ids) await this.inbox.replay(organizationId, id);
      if (ids.length > 0) {
        const subject = 'ids' in selection ? 'chosen events' : 'dead events';
        const detail = { replayed: ids.length, ids };
        await this.auditLog.record({
          organizationId,
          actorUserId,
          action: 'events.replayed',
          subject,
          detail,
        });
      }
      return { replayed: ids.length, hasMore: !('ids' in selection) && ids.length === MAX_REPLAYED };
    });
  }
}

function refuseUnknown(wanted: readonly string[], found: readonly string[]): void {
  const known = new Set(found);
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) throw eventsNotFound(unknown);
}
