import { type Command, Option } from 'commander';
import { presentEvent, presentEventDetail } from '../api/operations/event-presenter.js';
import { BackfillEvents, type BackfillProgress } from '../application/operations/backfill-events.js';
import {
  EVENT_STATUSES,
  type EventStatus,
  IEventQueries,
} from '../application/operations/ports/event-queries.js';
import { ReplayEvents } from '../application/operations/replay-events.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../domain/shared/organization.js';
import type { CliTools } from './program.js';
import { UserError } from './user-error.js';

/** A screenful; the API's lists page on. */
const MAX_LISTED = 100;
/** A million events: so many do not die in half an hour, which is what dying takes. */
const MAX_ROUNDS = 2_000;

/** `events list|show|replay|backfill` */
export function addEventCommands(program: Command, tools: CliTools): void {
  const events = program.command('events').description("Stripe's events");
  addList(events, tools);
  addShow(events, tools);
  addReplay(events, tools);
  addBackfill(events, tools);
}

function addList(events: Command, { print, withApplication }: CliTools): void {
  events
    .command('list')
    .description('the latest ones')
    .addOption(new Option('--status <status>').choices(EVENT_STATUSES))
    .option('--type <type>')
    .option('--object <id>', 'about this object of Stripe (pi_..., ch_...)')
    .action(async (options: { status?: EventStatus; type?: string; object?: string }) => {
      await withApplication(async (app) => {
        const { data } = await app.get(IEventQueries).list({
          organizationId,
          status: options.status ?? null,
          type: options.type ?? null,
          objectId: options.object ?? null,
          limit: MAX_LISTED,
          cursor: null,
        });
        print(
          data.map(presentEvent),
          data.map((event) =>
            [event.id, event.status, event.attempts, event.type, event.lastError ?? ''].join('\t'),
          ),
        );
      });
    });
}

function addShow(events: Command, { print, withApplication }: CliTools): void {
  events
    .command('show')
    .description('one with its payload')
    .argument('<id>')
    .action(async (id: string) => {
      await withApplication(async (app) => {
        const event = presentEventDetail(await app.get(IEventQueries).get(organizationId, id));
        print(event, [JSON.stringify(event, null, 2)]);
      });
    });
}

function addReplay(events: Command, { print, progress, withApplication }: CliTools): void {
  events
    .command('replay')
    .description('process these again, or all that have failed for good')
    .argument('[id...]')
    .option('--dead', 'all dead ones')
    .option('--type <type>', 'with --dead: those of one type')
    .action(async (ids: readonly string[], options: { dead?: boolean; type?: string }) => {
      const isDead = options.dead === true;
      if (isDead === ids.length > 0) throw new UserError('Name the events, or say --dead.');
      const selection = isDead ? ({ status: 'dead', type: options.type ?? null } as const) : { ids };
      await withApplication(async (app) => {
        const display = progress();
        let replayed = 0;
        for (let round = 0; round < MAX_ROUNDS; round += 1) {
          const result = await app
            .get(ReplayEvents)
            .execute({ organizationId, actorUserId: null, selection });
          replayed += result.replayed;
          display.show(`${replayed} replayed`);
          if (!result.hasMore) break;
        }
        display.end();
        print({ replayed }, isDead ? [`${replayed} events will be processed again.`] : ids.map(replayedLine));
      });
    });
}

function addBackfill(events: Command, { print, progress, withApplication }: CliTools): void {
  events
    .command('backfill')
    .description("bring in what stands in Stripe's list of events and was never delivered")
    .option('--since <time>', 'begin there (ISO 8601) instead of where the last run ended')
    .action(async (options: { since?: string }) => {
      const since = options.since === undefined ? null : parseTime(options.since);
      await withApplication(async (app) => {
        const display = progress();
        const result = await app.get(BackfillEvents).execute({
          organizationId,
          account: null,
          since,
          signal: new AbortController().signal,
          onProgress: (soFar) => {
            display.show(linesOf(soFar)[0]);
            return Promise.resolve();
          },
        });
        display.end();
        const { reachedAt, ...counts } = result;
        print({ ...counts, reached_at: reachedAt }, linesOf(result));
        if (result.unreadable > 0) process.exitCode = 1;
      });
    });
}

const replayedLine = (id: string): string => `${id} will be processed again.`;

function linesOf({ listed, added, unreadable, reachedAt }: BackfillProgress): [string, ...string[]] {
  const upTo = reachedAt === null ? '' : `, up to ${reachedAt.toISOString()}`;
  const summary = `${listed} events listed, ${added} of them new${upTo}.`;
  return unreadable === 0
    ? [summary]
    : [summary, `${unreadable} could not be read: see the log for their ids.`];
}

function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new UserError('--since takes a time, as 2026-11-20T09:00:00Z.');
  return time;
}
