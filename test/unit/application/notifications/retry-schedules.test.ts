import {
  nextTryAt,
  NOTIFICATION_PAUSES_MS,
  WEBHOOK_PAUSES_MS,
} from '../../../../src/application/notifications/retry-schedules.js';

const NOW = new Date('2026-11-20T09:00:00Z');
const DAY_MS = 24 * 60 * 60_000;

describe.each([
  ['webhooks', WEBHOOK_PAUSES_MS],
  ['notifications', NOTIFICATION_PAUSES_MS],
])('the retries of %s', (_, pauses) => {
  it('span a day and come ever more slowly', () => {
    expect(pauses.reduce((sum, pause) => sum + pause)).toBe(DAY_MS);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  });

  it('are spread by a tenth either way', () => {
    const [first = 0] = pauses;
    const pauseWith = (random: number): number =>
      (nextTryAt(pauses, 1, NOW, () => random)?.getTime() ?? 0) - NOW.getTime();
    expect(pauseWith(0)).toBeCloseTo(first * 0.9, 0);
    expect(pauseWith(0.5)).toBeCloseTo(first, 0);
    expect(pauseWith(1)).toBeCloseTo(first * 1.1, 0);
  });

  it('end', () => {
    expect(nextTryAt(pauses, pauses.length, NOW)).not.toBeNull();
    expect(nextTryAt(pauses, pauses.length + 1, NOW)).toBeNull();
  });
});
