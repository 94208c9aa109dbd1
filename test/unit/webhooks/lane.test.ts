import { Lane, LaneClosedError, LaneFullError } from '../../../src/webhooks/dispatch/lane.js';

/** Work that ends when it is told to. */
function work(): { readonly run: () => Promise<void>; readonly end: () => void; begun: boolean } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const self = {
    begun: false,
    end: () => end(),
    run: () => {
      self.begun = true;
      return ended;
    },
  };
  return self;
}

/** Lets everything run that can run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a lane', () => {
  it('lets so many at once, and the others one by one in their order', async () => {
    const lane = new Lane(1, 10);
    const [first, second, third] = [work(), work(), work()];
    const running = [first, second, third].map(({ run }) => lane.run(run));
    await settle();
    expect([first.begun, second.begun, lane.waiting]).toEqual([true, false, 2]);
    first.end();
    await settle();
    expect([second.begun, third.begun, lane.waiting]).toEqual([true, false, 1]);
    second.end();
    third.end();
    await Promise.all(running);
  });

  it('frees the place of work that fails', async () => {
    const lane = new Lane(1, 0);
    await expect(lane.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(lane.run(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });

  it('refuses whoever comes when too many wait', async () => {
    const lane = new Lane(1, 1);
    const first = work();
    const running = [lane.run(first.run), lane.run(() => Promise.resolve())];
    await expect(lane.run(() => Promise.resolve())).rejects.toThrow(LaneFullError);
    first.end();
    await Promise.all(running);
  });

  it('once closed, sends away whoever waits or comes, and lets end who is at work', async () => {
    const lane = new Lane(1, 10);
    const first = work();
    const running = lane.run(first.run);
    const waiting = expect(lane.run(() => Promise.resolve())).rejects.toThrow(LaneClosedError);
    lane.close();
    await waiting;
    await expect(lane.run(() => Promise.resolve())).rejects.toThrow(LaneClosedError);
    first.end();
    await running;
  });
});
