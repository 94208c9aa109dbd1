import { runQueueWorker } from '../../../../src/infrastructure/queue/queue-worker.js';
import { eventually } from '../../../support/eventually.js';
import { FakeLogger } from '../../../support/fakes/logger.js';

const WITHIN_MS = 3_000;

describe('a worker of a queue', () => {
  it('works on no more items at once than it may, and claims only what it has room for', async () => {
    const stop = new AbortController();
    const left = [1, 2, 3, 4, 5, 6, 7];
    const limits: number[] = [];
    const done: number[] = [];
    let [open, most] = [0, 0];
    const running = runQueueWorker(
      {
        name: 'test',
        concurrency: 3,
        idleMs: 5,
        claim: async (limit) => {
          limits.push(limit);
          return left.splice(0, limit);
        },
        work: async (item: number) => {
          most = Math.max(most, ++open);
          await new Promise((resolve) => setImmediate(resolve));
          open -= 1;
          done.push(item);
        },
      },
      new FakeLogger(),
      stop.signal,
    );
    await eventually(
      async () => done.length,
      (count) => count === 7,
      WITHIN_MS,
    );
    stop.abort();
    await running;

    expect(most).toBe(3);
    expect(Math.max(...limits)).toBe(3);
  });

  it('goes on after an item that cannot be settled and a queue that cannot be read, and says so', async () => {
    const stop = new AbortController();
    const logger = new FakeLogger();
    let reads = 0;
    const done: number[] = [];
    const running = runQueueWorker(
      {
        name: 'test',
        concurrency: 1,
        idleMs: 5,
        claim: async () => {
          reads += 1;
          if (reads === 1) throw new Error('No database.');
          return reads < 4 ? [reads] : [];
        },
        work: async (item: number) => {
          if (item === 2) throw new Error('Not settled.');
          done.push(item);
        },
      },
      logger,
      stop.signal,
    );
    await eventually(
      async () => done,
      ([item]) => item === 3,
      WITHIN_MS,
    );
    stop.abort();
    await running;

    expect(logger.lines.map(({ message }) => message)).toEqual([
      'A queue cannot be read.',
      'An item of a queue could not be settled.',
    ]);
  });

  it('ends once what was under work has ended, and hands it the signal', async () => {
    const stop = new AbortController();
    let ended = false;
    const running = runQueueWorker(
      {
        name: 'test',
        concurrency: 1,
        idleMs: 5,
        claim: async () => [1],
        work: (_item: number, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              ended = true;
              resolve();
            });
          }),
      },
      new FakeLogger(),
      stop.signal,
    );
    setImmediate(() => stop.abort());
    await running;
    expect(ended).toBe(true);
  });
});
