import { type EventBatch, eventsSince } from '../../../../src/application/operations/event-windows.js';
import { FakeStripeEventList } from '../../../support/fakes/stripe-event-list.js';
import { SeededRandom } from '../../../support/seeded-random.js';

const NOW_S = 1_763_700_000;
const MONTH_S = 30 * 24 * 60 * 60;

describe('the list of events, oldest first', () => {
  let list: FakeStripeEventList;
  beforeEach(() => {
    list = new FakeStripeEventList();
  });

  const batchesFrom = async (fromS: number): Promise<EventBatch[]> => {
    const batches: EventBatch[] = [];
    for await (const batch of eventsSince(list, null, fromS, NOW_S)) batches.push(batch);
    return batches;
  };
  const timesOf = (batches: readonly EventBatch[]): number[] =>
    batches.flatMap(({ events }) => events.map(({ createdS }) => createdS));

  it('is read with one read when it has no more than a page', async () => {
    for (let n = 0; n < 100; n += 1) list.add(`evt_${n}`, NOW_S - n * 1_000);
    const [batch, ...others] = await batchesFrom(NOW_S - MONTH_S);
    expect(others).toEqual([]);
    expect(batch).toMatchObject({ isWhole: true, events: { length: 100 } });
    expect(list.requests).toEqual([{ account: null, fromS: NOW_S - MONTH_S, toS: null, after: null }]);
  });

  it('is read page by page where a window has several, and no page is read twice', async () => {
    for (let n = 0; n < 450; n += 1) list.add(`evt_${n}`, NOW_S - n);
    const batches = await batchesFrom(NOW_S - 500);
    expect(list.requests).toHaveLength(5);
    expect(timesOf(batches)).toEqual(Array.from({ length: 450 }, (_, n) => NOW_S - 449 + n));
    expect(batches.map(({ isWhole }) => isWhole)).toEqual([true, true, true, true, true]);
  });

  it('is whole at once when it is empty', async () => {
    expect(await batchesFrom(NOW_S)).toEqual([{ events: [], isWhole: true }]);
  });

  it('hands out ten thousand events once each, in order, a page at a time', async () => {
    for (let n = 0; n < 10_000; n += 1) list.add(`evt_${n}`, NOW_S - n * 250);
    const batches = await batchesFrom(NOW_S - MONTH_S);
    const times = timesOf(batches);
    expect(new Set(times).size).toBe(10_000);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(100);
    expect(list.requests.length).toBeLessThan(200);
  });

  it('hands out every event of a second that has more than are held, and is whole at its end only', async () => {
    for (let n = 0; n < 1_250; n += 1) list.add(`evt_burst_${n}`, NOW_S - 500);
    list.add('evt_before', NOW_S - 501);
    list.add('evt_after', NOW_S - 499);
    const batches = await batchesFrom(NOW_S - MONTH_S);
    const ids = batches.flatMap(({ events }) => events.map(({ id }) => id));
    expect(new Set(ids).size).toBe(1_252);
    expect(ids).toHaveLength(1_252);
    const burst = batches.filter(({ events }) => events.some(({ id }) => id.startsWith('evt_burst')));
    expect(burst.filter(({ isWhole }) => isWhole)).toEqual([burst.at(-1)]);
  });

  it('hands out a burst of this very second, and what is listed meanwhile by a clock ahead of ours', async () => {
    for (let n = 0; n < 250; n += 1) list.add(`evt_${n}`, NOW_S);
    list.add('evt_ahead', NOW_S + 30);
    expect(new Set((await batchesFrom(NOW_S + 30 - 300)).flatMap(({ events }) => events)).size).toBe(251);
  });

  it('misses and repeats nothing, however events cluster', async () => {
    const random = new SeededRandom('clusters of events');
    const below = (limit: number): number => Math.floor(random.next() * limit);
    for (let run = 0; run < 5; run += 1) {
      list = new FakeStripeEventList();
      const all = Array.from({ length: 3_000 }, (_, n) => {
        const createdS = NOW_S - below(20) * 50_000 - below(below(3) === 0 ? 2 : 5_000);
        list.add(`evt_${n}`, createdS);
        return createdS;
      });
      expect(timesOf(await batchesFrom(NOW_S - MONTH_S)).toSorted()).toEqual(all.toSorted());
    }
  });
});
