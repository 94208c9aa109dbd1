import { Global, Module } from '@nestjs/common';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { IFindings } from '../application/ports/findings.js';
import { IOutbox } from '../application/ports/outbox.js';
import { Outbox } from '../infrastructure/persistence/notifications/outbox.js';
import { FindingsRepository } from '../infrastructure/persistence/operations/findings-repository.js';
import { EventInbox } from '../infrastructure/persistence/webhooks/event-inbox.js';

/** What both processes share of events: where they are kept, how ours leave, and where what does not fit is written down. */
@Global()
@Module({
  providers: [
    { provide: IEventInbox, useClass: EventInbox },
    { provide: IFindings, useClass: FindingsRepository },
    { provide: IOutbox, useClass: Outbox },
  ],
  exports: [IEventInbox, IFindings, IOutbox],
})
export class InboxModule {}
