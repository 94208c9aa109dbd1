import { RateLimit } from '../../../src/webhooks/dispatch/rate-limit.js';

const NEVER = new AbortController().signal;

describe('a rate limit', () => {
  let now = 0;
  let pauses: number[] = [];
  const limit = (perSecond: number, burst: number): RateLimit => {
    now = 0;
    pauses = [];
    return new RateLimit(
      { perSecond, burst },
      () => now,
      async (ms) => {
        pauses.push(ms);
      },
    );
  };
  const turns = async (limited: RateLimit, count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) await limited.turn(NEVER);
  };

  it('lets a burst through and spaces out what comes after it', async () => {
    await turns(limit(10, 3), 5);
    expect(pauses).toEqual([100, 200]);
  });

  it('allows the next burst after a quiet time, and no larger one', async () => {
    const limited = limit(10, 3);
    await turns(limited, 3);
    now = 60_000;
    await turns(limited, 4);
    expect(pauses).toEqual([100]);
  });

  it('stops waiting when it is told to', async () => {
    const limited = new RateLimit({ perSecond: 0.001, burst: 1 });
    const stop = new AbortController();
    await limited.turn(stop.signal);
    const waiting = expect(limited.turn(stop.signal)).rejects.toThrow('aborted');
    stop.abort();
    await waiting;
  });
});
