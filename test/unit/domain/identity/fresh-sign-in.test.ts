import { describe, expect, it } from '@jest/globals';
import {
  assertFreshSignIn,
  FRESH_SIGN_IN_MS,
  isBackSince,
} from '../../../../src/domain/identity/fresh-sign-in.js';

const NOW = new Date('2026-11-20T09:00:00.000Z');
const ago = (ms: number): Date => new Date(NOW.getTime() - ms);
const MINUTE_MS = 60_000;

describe('a sign-in at another issuer', () => {
  it.each<[string, Date]>([
    ['now', NOW],
    ['five minutes ago', ago(FRESH_SIGN_IN_MS)],
    ['by a clock that is a minute ahead', ago(-MINUTE_MS)],
  ])('is fresh: %s', (_, signedInAt) => {
    expect(() => assertFreshSignIn(signedInAt, NOW)).not.toThrow();
  });

  it.each<[string, Date | null]>([
    ['longer ago', ago(FRESH_SIGN_IN_MS + 1)],
    ['by a clock that is further ahead', ago(-MINUTE_MS - 1)],
    ['at a time that nobody knows', null],
  ])('is not: %s', (_, signedInAt) => {
    expect(() => assertFreshSignIn(signedInAt, NOW)).toThrow(
      expect.objectContaining({ code: 'fresh_sign_in_required', kind: 'forbidden' }),
    );
  });

  it('brings somebody back who had gone only if it came after that', () => {
    const times = [ago(1), NOW, ago(-1), null];
    expect(times.map((signedInAt) => isBackSince(NOW, signedInAt))).toEqual([false, false, true, false]);
  });
});
