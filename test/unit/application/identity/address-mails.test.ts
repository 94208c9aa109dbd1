import { beforeEach, describe, expect, it } from '@jest/globals';
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

  /** By an account that was made for it. */
  async function askFor(newEmail: string): Promise<void> {
    accounts += 1;
    const { user, sessionId } = await world.hanako({ email: `one-of-many-${accounts}@example.com` });
    const who = { organizationId, userId: user.id, sessionId, ip: '203.0.113.7', userAgent: 'test' };
    await world.requestEmailChange.execute({ ...who, newEmail, currentPassword: PASSWORD });
  }

  it.each(['hanako@elsewhere.example', TAKEN])(
    'are so many an hour, however many accounts ask, and none of those is told (%s)',
    async (wanted) => {
      const mailed = (): number =>
        world.notifications.added.filter(({ recipient }) => recipient === wanted).length;
      const before = mailed();
      for (let count = 0; count < ADDRESS_MAILS_PER_HOUR + 3; count += 1) await askFor(wanted);
      expect(mailed() - before).toBe(ADDRESS_MAILS_PER_HOUR);
      world.clock.advance(HOUR_MS);
      await askFor(wanted);
      expect(mailed() - before).toBe(ADDRESS_MAILS_PER_HOUR + 1);
    },
  );
});
