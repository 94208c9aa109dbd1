import { Global, Module } from '@nestjs/common';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { IFindings } from '../application/ports/findings.js';
import { FindingsRepository } from '../infrastructure/persistence/operations/findings-repository.js';
import { EventInbox } from '../infrastructure/persistence/webhooks/event-inbox.js';

/** What both processes share of events: where they are kept, and where what does not fit is written down. */
@Global()
@Module({
  providers: [
    { provide: IEventInbox, useClass: EventInbox },
    { provide: IFindings, useClass: FindingsRepository },
  ],
  exports: [IEventInbox, IFindings],
})
export class InboxModule {}
