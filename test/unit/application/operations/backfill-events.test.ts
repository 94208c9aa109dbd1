import {
  BackfillEvents,
  type BackfillEventsCommand,
  type BackfillProgress,
} from '../../../../src/application/operations/backfill-events.js';
import { SweepEventList } from '../../../../src/application/operations/sweep-event-list.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../../src/domain/shared/organization.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeEventCursors } from '../../../support/fakes/event-cursors.js';
import { FakeEventRecords } from '../../../support/fakes/event-records.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { FakeStripeEventList } from '../../../support/fakes/stripe-event-list.js';

const NOW = new Date('2026-11-21T09:00:00Z');
const NOW_S = NOW.getTime() / 1_000;
const DAY_S = 24 * 60 * 60;
const SOURCE = { organizationId: DEFAULT_ORGANIZATION_ID, account: null, livemode: false };

describe('the backfill from the list of events', () => {
  let list: FakeStripeEventList;
  let cursors: FakeEventCursors;
  let records: FakeEventRecords;
  let logger: FakeLogger;
  let backfill: BackfillEvents;

  beforeEach(() => {
    list = new FakeStripeEventList();
    cursors = new FakeEventCursors();
    records = new FakeEventRecords();
    logger = new FakeLogger();
    backfill = new BackfillEvents(list, cursors, records, records, new FakeClock(NOW.toISOString()), logger);
  });

  const run = (command: Partial<BackfillEventsCommand> = {}): Promise<BackfillProgress> =>
    backfill.execute({
      organizationId: DEFAULT_ORGANIZATION_ID,
      account: null,
      since: null,
      signal: new AbortController().signal,
      onProgress: async () => undefined,
      ...command,
    });
  const secondsBack = (seconds: number): Date => new Date((NOW_S - seconds) * 1_000);
  const addMany = (count: number, apartS: number): void => {
    for (let n = 0; n < count; n += 1) list.add(`evt_${n}`, NOW_S - 1 - n * apartS);
  };

  it('begins thirty days back when nothing has been read, and ends at the newest event', async () => {
    list.add('evt_old', NOW_S - 30 * DAY_S);
    list.add('evt_new', NOW_S - 10);
    expect(await run()).toEqual({ listed: 2, added: 2, unreadable: 0, reachedAt: secondsBack(10) });
    expect([...records.stored.keys()]).toEqual(['evt_old', 'evt_new']);
    expect(await cursors.reached(SOURCE)).toEqual(secondsBack(10));
  });

  it('stores an event exactly as a delivery does, less its client secret', async () => {
    list.add('evt_1', NOW_S - 10);
    await run();
    const stored = records.stored.get('evt_1');
    expect(stored).toMatchObject({
      type: 'payment_intent.succeeded',
      objectId: 'pi_of_evt_1',
      account: null,
    });
    expect(stored?.payload).not.toContain('pi_secret_1');
  });

  it('begins again a little before its cursor, for events that are listed late', async () => {
    list.add('evt_1', NOW_S - 100);
    await run();
    list.add('evt_late', NOW_S - 350);
    list.add('evt_same_second', NOW_S - 100);
    expect(await run()).toMatchObject({ listed: 3, added: 2, reachedAt: secondsBack(100) });
    expect(await cursors.reached(SOURCE)).toEqual(secondsBack(100));
  });

  it('does not go back beyond what Stripe lists when the cursor is old', async () => {
    await cursors.advance(SOURCE, secondsBack(60 * DAY_S));
    await run();
    expect(list.requests[0]?.fromS).toBe(NOW_S - 30 * DAY_S);
  });

  it('misses nothing when the clock of a sandbox was ahead for a while', async () => {
    list.add('evt_ahead', NOW_S + 8 * DAY_S);
    await run();
    list.add('evt_set_back', NOW_S + 10);
    expect(await run()).toMatchObject({ added: 1 });
    expect([...records.stored.keys()]).toEqual(['evt_ahead', 'evt_set_back']);
  });

  it('goes on where it was killed, wherever that was', async () => {
    addMany(1_000, 60);
    const killed = run({
      onProgress: async ({ added }) => {
        if (added > 300) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    const before = records.stored.size;
    const { added, listed } = await run();
    expect(added).toBe(1_000 - before);
    expect(listed).toBeLessThan(750);
    expect(records.stored.size).toBe(1_000);
  });

  it('leaves its cursor behind what could not be stored', async () => {
    addMany(300, 60);
    const store = records.store.bind(records);
    records.store = async (event) => {
      if (event.createdAt > secondsBack(60 * 150)) throw new Error('no database');
      return store(event);
    };
    await expect(run()).rejects.toThrow('no database');
    const reached = await cursors.reached(SOURCE);
    expect(reached?.getTime()).toBeLessThanOrEqual(secondsBack(60 * 150).getTime());
    records.store = store;
    await run();
    expect(records.stored.size).toBe(300);
  });

  it('stops after the batch in hand when it is told to, and goes on from there', async () => {
    addMany(1_000, 60);
    const stop = new AbortController();
    await run({ signal: stop.signal, onProgress: async () => stop.abort() });
    expect(records.stored.size).toBeLessThan(200);
    await run();
    expect(records.stored.size).toBe(1_000);
  });

  it('moves the cursor only when it has left no gap before it', async () => {
    await cursors.advance(SOURCE, secondsBack(10 * DAY_S));
    list.add('evt_gap', NOW_S - 5 * DAY_S);
    list.add('evt_new', NOW_S - 10);
    await run({ since: secondsBack(DAY_S) });
    expect([...records.stored.keys()]).toEqual(['evt_new']);
    expect(await cursors.reached(SOURCE)).toEqual(secondsBack(10 * DAY_S));
    await run({ since: secondsBack(20 * DAY_S) });
    expect(records.stored.has('evt_gap')).toBe(true);
    expect(await cursors.reached(SOURCE)).toEqual(secondsBack(10));
  });

  it('leaves behind what is no event, with a line in the log, and takes the others', async () => {
    list.add('evt_odd', NOW_S - 20, '{"id":"evt_odd"}');
    list.add('evt_good', NOW_S - 10);
    expect(await run()).toMatchObject({ listed: 2, added: 1, unreadable: 1 });
    expect(logger.lines).toMatchObject([{ level: 'error', facts: { event_id: 'evt_odd' } }]);
  });

  it('asks for the list of a connected account, and keeps a cursor of its own for it', async () => {
    list.add('evt_1', NOW_S - 10);
    await run({ account: 'acct_1' });
    expect(list.requests[0]?.account).toBe('acct_1');
    expect(await cursors.reached(SOURCE)).toBeNull();
    expect(await cursors.reached({ ...SOURCE, account: 'acct_1' })).toEqual(secondsBack(10));
  });

  describe('as a sweep', () => {
    const sweep = (signal = new AbortController().signal): Promise<void> =>
      new SweepEventList(backfill, list, cursors, logger).execute({
        organizationId: DEFAULT_ORGANIZATION_ID,
        signal,
      });

    it('is made by one process at a time, and by the next once it is done', async () => {
      addMany(10, 60);
      await Promise.all([sweep(), sweep(), sweep()]);
      expect(list.requests).toHaveLength(1);
      await sweep();
      expect(list.requests).toHaveLength(2);
    });

    it('tells what it found, and nothing when there was nothing', async () => {
      addMany(10, 60);
      await sweep();
      await sweep();
      expect(logger.lines).toMatchObject([{ level: 'info', facts: { added: 10 } }]);
    });

    it('leaves the lease to others when it fails', async () => {
      list.page = async () => {
        throw new Error('no Stripe');
      };
      await expect(sweep()).rejects.toThrow('no Stripe');
      expect(await cursors.take(SOURCE, 60_000)).not.toBeNull();
    });

    it('ends at once when the process ends, though Stripe hangs', async () => {
      list.page = () => new Promise(() => undefined);
      const stop = new AbortController();
      const sweeping = sweep(stop.signal);
      stop.abort();
      await sweeping;
      expect(await cursors.take(SOURCE, 60_000)).not.toBeNull();
      await sweep(AbortSignal.abort());
    });

    it('stops when another process has taken its lease over', async () => {
      addMany(1_000, 60);
      const page = list.page.bind(list);
      list.page = async (request) => {
        cursors.lapse(SOURCE);
        await cursors.take(SOURCE, 60_000);
        return page(request);
      };
      await sweep();
      expect(records.stored.size).toBeLessThan(200);
    });
  });
});
