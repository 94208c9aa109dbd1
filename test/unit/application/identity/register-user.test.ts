import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IdentityWorld, PASSWORD } from '../../../support/identity-world.js';

describe('registering', () => {
  let world: IdentityWorld;
  beforeEach(() => {
    world = new IdentityWorld();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('stores the account, opens a session and hands out its tokens', async () => {
    const signedIn = await world.hanako({ email: ' Hanako@Example.com' });
    expect(signedIn.user).toEqual({
      id: expect.any(String),
      email: 'hanako@example.com',
      name: 'Hanako',
      phone: null,
      birthdate: null,
      locale: null,
      role: 'customer',
      emailVerified: false,
      createdAt: world.clock.now(),
    });
    expect(world.sessions.rows.get(signedIn.sessionId)).toMatchObject({
      userId: signedIn.user.id,
      ip: '203.0.113.7',
    });
  });

  it('stores neither the password nor the refresh token', async () => {
    const { refreshToken } = await world.hanako();
    const secret = refreshToken.slice(refreshToken.indexOf('.') + 1);
    expect(JSON.stringify([...world.sessions.rows.values(), world.sessions.tokens])).not.toContain(secret);
    expect(JSON.stringify(world.logger.lines)).not.toContain(PASSWORD);
  });

  it('refuses a taken address, whatever its case, without hashing another password', async () => {
    await world.hanako();
    await expect(world.hanako({ email: 'HANAKO@example.com' })).rejects.toMatchObject({
      code: 'email_taken',
      kind: 'conflict',
    });
    expect(world.hasher.hashed).toBe(1);
  });

  it('lets one of twenty registrations of one address through', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => world.hanako()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(world.users.rows.size).toBe(1);
    expect(world.sessions.rows.size).toBe(1);
  });

  it('names every wrong field before it hashes', async () => {
    await expect(
      world.hanako({ email: 'x', password: 'password123', name: '', phone: '?', birthdate: '?' }),
    ).rejects.toMatchObject({
      code: 'validation_failed',
      errors: ['email', 'password', 'name', 'phone', 'birthdate'].map((field) =>
        expect.objectContaining({ field }),
      ),
    });
    expect(world.hasher.hashed).toBe(0);
  });

  it('asks for the Stripe customer once, after the account is committed', async () => {
    const asked: string[] = [];
    world.ensureStripeCustomer = (userId) => {
      expect(world.unitOfWork.inTransaction).toBe(false);
      expect(world.users.rows.has(userId)).toBe(true);
      asked.push(userId);
      return Promise.resolve('cus_1');
    };
    const { user } = await world.hanako();
    expect(asked).toEqual([user.id]);
  });

  it('succeeds while Stripe fails, with a warning', async () => {
    world.ensureStripeCustomer = () => Promise.reject(new Error('Stripe is down'));
    await expect(world.hanako()).resolves.toMatchObject({ user: { email: 'hanako@example.com' } });
    expect(world.logger.lines).toMatchObject([{ level: 'warn' }]);
  });

  it('does not wait for a Stripe that hangs', async () => {
    jest.useFakeTimers();
    world.ensureStripeCustomer = () => new Promise(() => undefined);
    const registration = world.hanako();
    await jest.advanceTimersByTimeAsync(3_000);
    await expect(registration).resolves.toMatchObject({ user: { email: 'hanako@example.com' } });
    expect(world.logger.lines).toMatchObject([{ level: 'warn' }]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
