import { beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { IdentityWorld, PASSWORD } from '../../../support/identity-world.js';

describe('the operator of the environment', () => {
  let world: IdentityWorld;
  beforeEach(() => {
    world = new IdentityWorld();
  });

  const ensure = (email = 'operator@example.com', password = PASSWORD) =>
    world.ensureOperator.execute({ organizationId, email, password });

  it('is made once, however often and however parallel this is asked for', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ensure()));
    expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(new Set(outcomes.map(({ userId }) => userId)).size).toBe(1);
    expect(await ensure('OPERATOR@example.com')).toMatchObject({ outcome: 'unchanged' });
    expect([...world.users.rows.values()]).toMatchObject([{ role: 'operator' }]);
    expect(world.auditLog.entries).toMatchObject([{ action: 'operator.created' }]);
  });

  it('may be a customer who is promoted, and whoever had registered the address gains nothing by it', async () => {
    const { user } = await world.hanako();
    expect(await ensure('hanako@example.com', 'another password')).toEqual({
      userId: user.id,
      outcome: 'promoted',
    });
    expect(world.users.rows.get(user.id)).toMatchObject({
      role: 'operator',
      passwordHash: 'v1:another password',
    });
    expect([...world.sessions.rows.values()]).toMatchObject([{ revokedReason: 'promoted' }]);
    expect(world.auditLog.entries).toMatchObject([{ action: 'operator.promoted', subject: user.id }]);
  });

  it('needs a password like everyone', async () => {
    await expect(ensure('operator@example.com', 'password123')).rejects.toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'password' }],
    });
  });

  it('passes on what goes wrong', async () => {
    world.users.insert = () => Promise.reject(new Error('database away'));
    await expect(ensure()).rejects.toThrow('database away');
  });
});

describe('the own profile', () => {
  it('changes what is given', async () => {
    const world = new IdentityWorld();
    const { user } = await world.hanako({ phone: '090-1234-5678' });
    const changes = { name: 'Hana', phone: undefined, birthdate: '1990-12-31' };
    const changed = await world.updateProfile.execute({ organizationId, userId: user.id, changes });
    expect(changed).toEqual({ ...user, name: 'Hana', birthdate: '1990-12-31' });
    expect(world.users.rows.get(user.id)).toMatchObject({ name: 'Hana', version: 2 });
  });

  it('is gone with the account', async () => {
    const world = new IdentityWorld();
    const command = { organizationId, userId: 'nobody', changes: {} };
    await expect(world.updateProfile.execute(command)).rejects.toMatchObject({ code: 'session_ended' });
  });
});
