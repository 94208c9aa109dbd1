import { MAX_TRIES, nextTryAt } from '../../../src/webhooks/dispatch/retry-schedule.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const pauseMs = (tries: number, random: number): number | null => {
  const at = nextTryAt(NOW, tries, () => random);
  return at && at.getTime() - NOW.getTime();
};

describe('the pauses between the tries of an event', () => {
  it('double, up to the longest', () => {
    expect([1, 2, 3, 9, 10, 11].map((tries) => pauseMs(tries, 1))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('are spread over half their length, so that failures of one moment do not come back together', () => {
    expect(pauseMs(1, 0)).toBe(500);
  });

  it('end: the event is dead after the last try', () => {
    expect(nextTryAt(NOW, MAX_TRIES - 1)).not.toBeNull();
    expect(nextTryAt(NOW, MAX_TRIES)).toBeNull();
  });
});
