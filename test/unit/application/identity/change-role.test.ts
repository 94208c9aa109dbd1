import { beforeEach, describe, expect, it } from '@jest/globals';
import { User } from '../../../../src/domain/identity/user.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import type { Role } from '../../../../src/domain/identity/user.js';
import { IdentityWorld, PASSWORD } from '../../../support/identity-world.js';

describe('a role', () => {
  let world: IdentityWorld;
  let operatorId: string;
  let customerId: string;

  beforeEach(async () => {
    world = new IdentityWorld();
    const operator = { organizationId, email: 'operator@example.com', password: PASSWORD };
    operatorId = (await world.ensureOperator.execute(operator)).userId;
    customerId = (await world.hanako()).user.id;
    world.auditLog.entries.length = 0;
  });

  const change = (role: Role, userId = customerId, actorUserId = operatorId): Promise<void> =>
    world.changeRole.execute({ organizationId, actorUserId, userId, role });
  const verify = (): Promise<void> =>
    world.verifyEmail.execute({ organizationId, token: world.lastLinkToken() });
  const roleOf = (id: string): Role | undefined => world.users.rows.get(id)?.role;

  it('is given to somebody whose address is verified, and taken again; each time they are signed out', async () => {
    await verify();
    await change('operator');
    expect(roleOf(customerId)).toBe('operator');
    expect([...world.sessions.rows.values()]).toMatchObject([{ revokedReason: 'promoted' }]);
    await change('customer');
    expect(roleOf(customerId)).toBe('customer');
    const common = { actorUserId: operatorId, subject: customerId };
    expect(world.auditLog.entries).toMatchObject([
      { action: 'operator.promoted', ...common },
      { action: 'operator.demoted', ...common },
    ]);
  });

  it('that somebody has already is not given again, and nobody is signed out', async () => {
    await change('customer');
    expect([...world.sessions.rows.values()]).toMatchObject([{ revokedReason: null }]);
    expect(world.auditLog.entries).toEqual([]);
  });

  it('is not given to whoever may not own the address, nor to who signs in elsewhere', async () => {
    await expect(change('operator')).rejects.toMatchObject({ code: 'email_unverified' });
    const external = { id: world.ids.uuid(), organizationId, email: 'taro@example.com', name: 'Taro' };
    await world.users.insert(User.admit(external, world.clock.now()));
    await expect(change('operator', external.id)).rejects.toMatchObject({ code: 'signs_in_elsewhere' });
    expect(roleOf(customerId)).toBe('customer');
  });

  it('is not one’s own to change, and customers change none', async () => {
    await expect(change('customer', operatorId)).rejects.toMatchObject({ code: 'own_role' });
    const byCustomer = change('customer', operatorId, customerId);
    await expect(byCustomer).rejects.toMatchObject({ code: 'permission_denied' });
    expect(roleOf(operatorId)).toBe('operator');
  });

  it('is nobody’s who is not there', async () => {
    await expect(change('operator', 'nobody')).rejects.toMatchObject({ code: 'user_not_found' });
  });
});
