import { describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { Argon2PasswordHasher } from '../../../../src/infrastructure/crypto/argon2-password-hasher.js';
import { BoundedWork } from '../../../../src/infrastructure/crypto/bounded-work.js';

describe('the password hasher', () => {
  const hasher = new Argon2PasswordHasher();

  it('makes salted argon2id hashes with the parameters of OWASP', async () => {
    const [one, other] = await Promise.all([
      hasher.hash('horse tent gravel'),
      hasher.hash('horse tent gravel'),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(hasher.isOutdated(one)).toBe(false);
  });

  it('verifies a password, in whichever Unicode form the keyboard sends it', async () => {
    const stored = await hasher.hash('cafe\u0301 noir 42');
    await expect(hasher.verify('caf\u00e9 noir 42', stored)).resolves.toBe(true);
    await expect(hasher.verify('cafe noir 42', stored)).resolves.toBe(false);
  });

  it('verifies a hash of the same cost where there is no user, and says no', async () => {
    const started = performance.now();
    await expect(hasher.verify('horse tent gravel', null)).resolves.toBe(false);
    // Argon2id with these parameters cannot be done in two milliseconds: it was really computed.
    expect(performance.now() - started).toBeGreaterThan(2);
  });

  it.each([
    { memoryCost: 4096, timeCost: 2, parallelism: 1 },
    { memoryCost: 19_456, timeCost: 3, parallelism: 1 },
    { memoryCost: 19_456, timeCost: 2, parallelism: 2 },
    { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 1 },
  ])('knows hashes of other parameters as outdated, and still verifies them: %j', async (parameters) => {
    const stored = await hash('horse tent gravel', parameters);
    expect(hasher.isOutdated(stored)).toBe(true);
    await expect(hasher.verify('horse tent gravel', stored)).resolves.toBe(true);
  });
});

describe('bounded work', () => {
  it('runs so many at once, lets so many wait in their order, and refuses the rest at once', async () => {
    const bounded = new BoundedWork(2, 3);
    const finish: (() => void)[] = [];
    const started: number[] = [];
    const submit = (number: number): Promise<void> =>
      bounded.run(() => {
        started.push(number);
        return new Promise((resolve) => finish.push(resolve));
      });
    const work = [1, 2, 3, 4, 5].map(submit);
    await expect(submit(6)).rejects.toMatchObject({ code: 'busy', kind: 'unavailable' });
    expect(started).toEqual([1, 2]);
    while (finish.length > 0) {
      finish.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all(work);
    expect(started).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on after a failure', async () => {
    const bounded = new BoundedWork(1, 1);
    const failing = bounded.run(() => Promise.reject(new Error('no memory')));
    const next = bounded.run(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no memory');
    await expect(next).resolves.toBe('done');
  });
});
