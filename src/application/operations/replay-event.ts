import type { IAuditLog } from '../ports/audit-log.js';
import type { IEventInbox } from '../ports/event-inbox.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { eventNotFound, eventThinned } from './event-errors.js';
import type { IEventRecords } from './ports/event-records.js';

export interface ReplayEventCommand {
  readonly organizationId: string;
  /** Null: from the command line. */
  readonly actorUserId: string | null;
  /** Stripe's (`evt_...`). */
  readonly eventId: string;
}

/** Makes an event due again, with all its tries. What it has effected already it does not effect twice. */
export class ReplayEvent {
  constructor(
    private readonly records: IEventRecords,
    private readonly inbox: Pick<IEventInbox, 'replay'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /** @throws DomainError `event_not_found`, `event_thinned` */
  async execute({ organizationId, actorUserId, eventId }: ReplayEventCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const [event] = await this.records.lock(organizationId, { ids: [eventId] }, 1);
      if (!event) throw eventNotFound();
      if (event.isThinned) throw eventThinned([eventId]);
      await this.inbox.replay(organizationId, eventId);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'event.replayed',
        subject: eventId,
        detail: {},
      });
    });
  }
}
