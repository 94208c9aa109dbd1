import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ADDRESS_MAILS_PER_HOUR } from '../../../../src/domain/identity/account-token.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld, PASSWORD } from '../../../support/identity-world.js';

const HOUR_MS = 60 * 60 * 1_000;
const TAKEN = 'jiro@example.com';

describe('mails to an address that accounts are to have', () => {
  let world: IdentityWorld;
  let accounts: number;
  beforeEach(async () => {
    world = new IdentityWorld();
    accounts = 0;
    await world.hanako({ email: TAKEN, name: 'Jiro' });
  });

  const mailedTo = (address: string): number =>
    world.notifications.added.filter(({ recipient }) => recipient === address).length;

  /** By an account that was made for it. */
  async function askFor(newEmail: string, isVerified = false): Promise<void> {
    accounts += 1;
    const { user, sessionId } = await world.hanako({ email: `one-of-many-${accounts}@example.com` });
    if (isVerified) await world.verifyEmail.execute({ organizationId, token: world.lastLinkToken() });
    const who = { organizationId, userId: user.id, sessionId, ip: '203.0.113.7', userAgent: 'test' };
    await world.requestEmailChange.execute({ ...who, newEmail, currentPassword: PASSWORD });
  }

  it.each(['hanako@elsewhere.example', TAKEN])(
    'are so many an hour, however many accounts ask, and none of those is told (%s)',
    async (wanted) => {
      const before = mailedTo(wanted);
      for (let count = 0; count < ADDRESS_MAILS_PER_HOUR + 3; count += 1) await askFor(wanted);
      expect(mailedTo(wanted) - before).toBe(ADDRESS_MAILS_PER_HOUR);
      world.clock.advance(HOUR_MS);
      await askFor(wanted);
      expect(mailedTo(wanted) - before).toBe(ADDRESS_MAILS_PER_HOUR + 1);
    },
  );

  it('go to whoever has verified an address before, however often accounts without one have asked', async () => {
    const wanted = 'hanako@elsewhere.example';
    for (let count = 0; count < ADDRESS_MAILS_PER_HOUR + 3; count += 1) await askFor(wanted);
    await askFor(wanted, true);
    expect(mailedTo(wanted)).toBe(ADDRESS_MAILS_PER_HOUR + 1);
  });

  it('are counted outside the transaction, which may run again or be undone', async () => {
    const hit = world.counters.hit.bind(world.counters);
    const inside: boolean[] = [];
    jest.spyOn(world.counters, 'hit').mockImplementation((key, windowMs) => {
      if (key.startsWith('address-mails:')) inside.push(world.unitOfWork.inTransaction);
      return hit(key, windowMs);
    });
    await askFor('hanako@elsewhere.example');
    expect(inside).toEqual([false]);
  });
});
