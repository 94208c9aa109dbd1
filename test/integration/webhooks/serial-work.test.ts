import type { ClaimedEvent } from '../../../src/application/ports/event-inbox.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import type { Database } from '../../../src/infrastructure/persistence/database.js';
import { EventInbox } from '../../../src/infrastructure/persistence/webhooks/event-inbox.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { receivedEvent } from '../../support/received-event.js';

const LEASE_MS = 60_000;
const EVENTS = 4_000;
const OBJECTS = 7;
/** Four claims under way at once in each of two inboxes, as if in eight processes. */
const WORKERS_EACH = 4;

/** Everything that was done to events, and what must never be seen. */
class Floor {
  readonly underWork = new Set<string>();
  readonly done: string[] = [];
  readonly violations: string[] = [];

  enter(object: string): void {
    if (this.underWork.has(object)) this.violations.push(`two work on ${object}`);
    this.underWork.add(object);
  }

  leave(object: string): void {
    this.underWork.delete(object);
  }
}

const position = ({ createdAt, id }: ClaimedEvent): string => `${createdAt.toISOString()} ${id}`;

describe('work on one object', () => {
  let connected: ConnectedDatabase;
  let database: Database;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    ({ database } = connected);
  });
  afterAll(() => connected.close());

  const open = async (): Promise<number> => (await new EventInbox(database).backlog()).pending;

  async function work(inbox: EventInbox, floor: Floor): Promise<void> {
    for (let turn = 0; (await open()) > 0; turn += 1) {
      for (const { lease, events } of await inbox.claim(3, LEASE_MS)) {
        floor.enter(lease.object);
        for (const [index, event] of events.entries()) {
          const next = events[index + 1];
          if (next && position(event) > position(next)) floor.violations.push('out of order');
          // Now and then one fails and comes back, while others of its object go on.
          if ((turn + index) % 17 === 0) await inbox.fail(event, 'again', new Date(0));
          else {
            await inbox.complete([{ event: event, outcome: 'processed' }]);
            floor.done.push(event.id);
          }
        }
        floor.leave(lease.object);
        await inbox.release([lease]);
      }
    }
  }

  it('is serial, in order and done once, whoever claims at the same moment', async () => {
    await database.query(
      `INSERT INTO stripe_events (organization_id, id, type, object_id, livemode, stripe_created_at, payload)
       SELECT $1, 'evt_' || n, 'a', 'pi_' || (n % $2), false,
         timestamptz '2026-11-20 09:00:00Z' + (n % 91) * interval '1 second', '{}'
       FROM generate_series(1, $3) AS n`,
      [DEFAULT_ORGANIZATION_ID, OBJECTS, EVENTS],
    );
    const floor = new Floor();
    const inboxes = [new EventInbox(database), new EventInbox(database)];
    const workers = inboxes.flatMap((inbox) =>
      Array.from({ length: WORKERS_EACH }, () => work(inbox, floor)),
    );
    // Older ones arrive while newer ones are under work.
    const late = Array.from({ length: OBJECTS * 20 }, (_, index) =>
      inboxes[0]?.store(
        receivedEvent(`evt_late_${index}`, { objectId: `pi_${index % OBJECTS}`, createdAt: new Date(index) }),
      ),
    );
    await Promise.all([...workers, ...late]);
    await Promise.all(inboxes.map((inbox) => work(inbox, floor)));
    expect(floor.violations).toEqual([]);
    expect(floor.done).toHaveLength(EVENTS + late.length);
    expect(new Set(floor.done).size).toBe(floor.done.length);
    expect(await database.query('SELECT FROM stripe_event_leases')).toEqual([]);
  });
});
