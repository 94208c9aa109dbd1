import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Argon2PasswordHasher } from '../../src/infrastructure/crypto/argon2-password-hasher.js';
import { type IdentityApp, PASSWORD, registration, startIdentityApp } from '../support/identity-app.js';
import { sql } from '../support/sql.js';

/** Of each kind a round. What a leak would tell, the time of a hash, is far above the noise of so many. */
const PAIRS = 16;
/** Noise passes, and a leak stays: it shows in every round. */
const ROUNDS = 5;
/** Of the time of a hash: what is left out, or done besides, may be no more. */
const TOLERATED = 0.25;

let identity: IdentityApp;
let hashMs: number;
let known: string;

beforeAll(async () => {
  identity = await startIdentityApp();
  known = String((await identity.registered()).answer.user?.email);
  const hasher = new Argon2PasswordHasher();
  const hashes: number[] = [];
  for (let count = 0; count < PAIRS; count += 1) hashes.push(await timeOf(() => hasher.hash(PASSWORD)));
  hashMs = atBest(hashes);
});
afterAll(() => identity.close());

type Ask = () => Promise<unknown>;

const post = (path: string, body: object): Promise<number> =>
  identity
    .browser()
    .post(path, body)
    .then(({ status }) => status);
const logIn = (email: string, password = 'a wrong password'): Promise<number> =>
  post('/api/auth/login', { email, password });
const unknown = (): string => `${crypto.randomUUID()}@example.com`;

async function timeOf(ask: Ask): Promise<number> {
  const from = performance.now();
  await ask();
  return performance.now() - from;
}

/** The median of the faster half: what a machine with other things to do adds is never less than nothing. */
function atBest(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 4)] ?? Number.NaN;
}

/** How much longer one takes than the other, measured by turns, either of them first. */
async function difference(one: Ask, other: Ask): Promise<number> {
  const times: [number[], number[]] = [[], []];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    if (pair % 2 === 0) times[0].push(await timeOf(one));
    times[1].push(await timeOf(other));
    if (pair % 2 === 1) times[0].push(await timeOf(one));
  }
  return atBest(times[0]) - atBest(times[1]);
}

/** @throws Error where they differ by more than is tolerated, however often they are measured */
async function expectAlike(one: Ask, other: Ask): Promise<void> {
  await one();
  await other();
  const seen: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ms = await difference(one, other);
    if (Math.abs(ms) < hashMs * TOLERATED) return;
    seen.push(ms.toFixed(1));
  }
  throw new Error(`They differ by ${seen.join(', ')} ms, where a hash takes ${hashMs.toFixed(1)} ms.`);
}

describe('by the time of an answer nobody tells', () => {
  it('a difference that there is: this very test can', async () => {
    const [short, hash] = [
      (): Promise<number> => post('/api/auth/login', {}),
      (): Promise<number> => logIn(known),
    ];
    await expect(expectAlike(short, hash)).rejects.toThrow('They differ by');
  });

  it('whether an address that signs in has an account', async () => {
    await expectAlike(
      () => logIn(known),
      () => logIn(unknown()),
    );
  });

  it('whether an account has a password at all, or signs in elsewhere', async () => {
    const email = String((await identity.registered()).answer.user?.email);
    await sql(identity.app.database.url, 'UPDATE users SET password_hash = NULL WHERE email = $1', [email]);
    await expectAlike(
      () => logIn(email),
      () => logIn(unknown()),
    );
  });

  it('whether an address that has forgotten its password has an account', async () => {
    const nobody = unknown();
    await expectAlike(
      () => post('/api/auth/password/forgot', { email: known }),
      () => post('/api/auth/password/forgot', { email: nobody }),
    );
  });

  it('whether a link was genuine once', async () => {
    const url = identity.app.database.url;
    const [row] = await sql<{ id: string }>(url, 'SELECT id FROM account_tokens LIMIT 1');
    const links: [string, string, object][] = [
      ['email_verification', '/api/auth/email/verify', {}],
      ['password_reset', '/api/auth/password/reset', { new_password: 'gravel tent horse' }],
    ];
    for (const [purpose, path, more] of links) {
      const spend = `UPDATE account_tokens SET token_hash = sha256('spent'), spent_at = now(), purpose = $2 WHERE id = $1`;
      await sql(url, spend, [row?.id, purpose]);
      await expectAlike(
        () => post(path, { token: 'forged', ...more }),
        () => post(path, { token: 'spent', ...more }),
      );
    }
  });

  it('whether the password of an address that is taken is right', async () => {
    await expectAlike(
      () => post('/api/auth/register', registration({ email: known, password: PASSWORD })),
      () => post('/api/auth/register', registration({ email: known, password: 'gravel tent horse' })),
    );
  });
});
