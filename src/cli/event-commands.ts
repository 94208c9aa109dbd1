import { type Command, Option } from 'commander';
import {
  EVENT_STATUSES,
  type EventStatus,
  IEventQueries,
} from '../application/operations/ports/event-queries.js';
import { ReplayEvent } from '../application/operations/replay-event.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../domain/shared/organization.js';
import type { CliTools } from './program.js';

/** A screenful; the API's lists page on. */
const MAX_LISTED = 100;

/** `events list|show|replay` */
export function addEventCommands(program: Command, { print, withApplication }: CliTools): void {
  const events = program.command('events').description("Stripe's events");

  events
    .command('list')
    .addOption(new Option('--status <status>').choices(EVENT_STATUSES))
    .option('--type <type>')
    .action(async (options: { status?: EventStatus; type?: string }) => {
      await withApplication(async (app) => {
        const { data } = await app.get(IEventQueries).list({
          organizationId,
          status: options.status ?? null,
          type: options.type ?? null,
          objectId: null,
          limit: MAX_LISTED,
          cursor: null,
        });
        print(
          data,
          data.map((event) =>
            [event.id, event.status, event.attempts, event.type, event.lastError ?? ''].join('\t'),
          ),
        );
      });
    });

  events
    .command('show')
    .argument('<id>')
    .action(async (id: string) => {
      await withApplication(async (app) => {
        const event = await app.get(IEventQueries).get(organizationId, id);
        print(event, [JSON.stringify(event, null, 2)]);
      });
    });

  events
    .command('replay')
    .argument('<id...>')
    .action(async (ids: readonly string[]) => {
      await withApplication(async (app) => {
        for (const eventId of ids) {
          await app.get(ReplayEvent).execute({ organizationId, actorUserId: null, eventId });
          print({ replayed: eventId }, [`${eventId} will be processed again.`]);
        }
      });
    });
}
