import { runPeriodically } from '../../../../src/infrastructure/system/periodic-task.js';
import { FakeLogger } from '../../../support/fakes/logger.js';

describe('runPeriodically', () => {
  it('goes on after a failure, which it logs, until it is told to stop', async () => {
    const logger = new FakeLogger();
    const stop = new AbortController();
    let runs = 0;
    const work = (): Promise<void> => {
      runs += 1;
      if (runs === 3) stop.abort();
      return runs === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
    };
    await runPeriodically({ name: 'beat', intervalMs: 1, work }, logger, stop.signal);
    expect(runs).toBe(3);
    expect(logger.lines).toMatchObject([{ level: 'error', facts: { task: 'beat' } }]);
  });

  it('does not wait out its interval when it is told to stop', async () => {
    const stop = new AbortController();
    const work = (): Promise<void> => {
      setImmediate(() => {
        stop.abort();
      });
      return Promise.resolve();
    };
    await runPeriodically({ name: 'slow', intervalMs: 60_000, work }, new FakeLogger(), stop.signal);
    expect(stop.signal.aborted).toBe(true);
  });
});
