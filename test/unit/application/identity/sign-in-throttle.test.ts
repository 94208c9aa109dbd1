import { beforeEach, describe, expect, it } from '@jest/globals';
import { SignInThrottle, type SignInTry } from '../../../../src/application/identity/sign-in-throttle.js';
import { networkOf } from '../../../../src/domain/identity/client-network.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { MemoryAttemptCounters } from '../../../../src/infrastructure/cache/memory-attempt-counters.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeSecretGenerator } from '../../../support/fakes/identity.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('guessing a password', () => {
  let clock: FakeClock;
  let throttle: SignInThrottle;
  beforeEach(() => {
    clock = new FakeClock();
    const counters = new MemoryAttemptCounters(() => clock.now().getTime());
    throttle = new SignInThrottle(counters, new FakeSecretGenerator(), 1);
  });

  const by = (overrides: Partial<SignInTry> = {}): SignInTry => ({
    organizationId,
    email: 'hanako@example.com',
    ip: '203.0.113.7',
    knownDeviceId: null,
    ...overrides,
  });
  /** Null, or after how many seconds another try is looked at. */
  const tried = async (attempt: SignInTry): Promise<number | null> =>
    throttle.admit(attempt).then(
      () => null,
      (error: unknown) => (error as { retryAfterSeconds: number }).retryAfterSeconds,
    );
  const admitted = async (count: number, attempt: (index: number) => SignInTry): Promise<number> => {
    let through = 0;
    for (let index = 0; index < count; index += 1) if ((await tried(attempt(index))) === null) through += 1;
    return through;
  };

  it('is stopped after a few tries, and for longer each time', async () => {
    expect(await admitted(20, () => by())).toBe(5);
    expect(await tried(by())).toBe(60);
    for (let round = 0; round < 2; round += 1) {
      clock.advance(MINUTE_MS);
      expect(await admitted(20, () => by())).toBe(5);
    }
    clock.advance(MINUTE_MS);
    expect(await tried(by())).toBe(12 * 60);
    clock.advance(24 * HOUR_MS);
    expect(await tried(by())).toBeNull();
  });

  it('is counted for the address, whatever its letters, and for no other', async () => {
    await admitted(5, () => by());
    expect(await tried(by({ email: ' HANAKO@example.com' }))).not.toBeNull();
    expect(await tried(by({ email: 'taro@example.com' }))).toBeNull();
  });

  it('does not count what was right', async () => {
    for (let count = 0; count < 100; count += 1) {
      await throttle.admit(by());
      await throttle.forgive(by());
    }
    expect(await admitted(10, () => by())).toBe(5);
  });

  it('from a thousand networks is stopped by the budget of the account', async () => {
    const from = (index: number): SignInTry => by({ ip: `198.51.${index >> 8}.${index & 255}` });
    expect(await admitted(1_000, from)).toBe(60);
    expect(await tried(by({ ip: '192.0.2.1' }))).toBe(3_600);
  });

  it('costs a browser nothing in which the owner has signed in before', async () => {
    await admitted(1_000, (index) => by({ ip: `198.51.${index >> 8}.${index & 255}` }));
    await admitted(10, () => by());
    const owner = by({ knownDeviceId: 'of the owner' });
    expect(await admitted(20, () => owner)).toBe(10);
    // Nor does what is tried from there cost anybody else.
    expect(await tried(by({ knownDeviceId: 'another of the owner' }))).toBeNull();
  });

  it('from one network uses up no more of the account than the network may', async () => {
    await admitted(500, () => by());
    expect(await admitted(100, (index) => by({ ip: `192.0.2.${index}` }))).toBe(55);
  });
});

describe('the network of a client', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network);
  });
});

describe('counters in memory', () => {
  it('are bounded: the oldest go first, and those that ended', async () => {
    let now = 0;
    const counters = new MemoryAttemptCounters(() => now, 2);
    for (const key of ['a', 'b', 'c']) await counters.hit(key, 1_000);
    expect(await counters.hit('a', 1_000)).toEqual({ hits: 1, leftMs: 1_000 });
    expect((await counters.hit('c', 1_000)).hits).toBe(2);
    now = 1_000;
    expect(await counters.hit('c', 1_000)).toEqual({ hits: 1, leftMs: 1_000 });
    await counters.forgive('c', 1_000);
    await counters.forgive('c', 1_000);
    expect((await counters.hit('c', 1_000)).hits).toBe(1);
  });
});
