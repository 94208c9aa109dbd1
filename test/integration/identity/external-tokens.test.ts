import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, exportSPKI, SignJWT } from 'jose';
import { ExternalTokens } from '../../../src/infrastructure/crypto/external-tokens.js';
import { IssuerKeys, type IssuerKeysOptions } from '../../../src/infrastructure/crypto/issuer-keys.js';
import { eventually } from '../../support/eventually.js';
import { FakeLogger } from '../../support/fakes/logger.js';
import { AUDIENCE, type Claims, Issuer } from '../../support/issuer.js';

const UNAVAILABLE = { code: 'issuer_unavailable', kind: 'unavailable' };

let issuer: Issuer;
beforeEach(async () => {
  issuer = await Issuer.start();
});
afterEach(() => issuer.close());

function tokens(options: Partial<IssuerKeysOptions> = {}): ExternalTokens {
  const rules = { issuer: issuer.url, audiences: [AUDIENCE, 'other'], algorithms: ['ES256'] };
  const keys = new IssuerKeys({ issuer: issuer.url, jwksUrl: null, failureCooldownMs: 0, ...options });
  return new ExternalTokens(rules, keys, new FakeLogger());
}
const now = (): number => Math.floor(Date.now() / 1_000);
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe("another issuer's tokens", () => {
  it('tell who someone is; an address only where it is verified', async () => {
    const about = { sub: 'user-1', name: 'Hanako', email: 'hanako@example.com' };
    const verify = async (claims: Claims): Promise<unknown> => tokens().verify(await issuer.token(claims));
    const identity = { issuer: issuer.url, subject: 'user-1', name: 'Hanako', signedInAt: expect.any(Date) };
    expect(await verify({ ...about, email_verified: true })).toEqual({ ...identity, email: about.email });
    for (const verified of [false, 'true', undefined]) {
      expect(await verify({ ...about, email_verified: verified })).toEqual({ ...identity, email: null });
    }
  });

  it.each<[string, Claims, Date | null]>([
    ['as the issuer says', { auth_time: 1_795_000_000, iat: 1_795_000_900 }, new Date(1_795_000_000_000)],
    ['at the latest when the token was signed', { iat: 1_795_000_900 }, new Date(1_795_000_900_000)],
    ['at no time that is known', { iat: undefined }, null],
    ['at no time that can be', { auth_time: 1e300, iat: undefined }, null],
    ['at no time that is none', { auth_time: '1795000000', iat: undefined }, null],
  ])('tell when someone signed in: %s', async (_, claims, signedInAt) => {
    expect(await tokens().verify(await issuer.token(claims))).toMatchObject({ signedInAt });
  });

  it('are known by their issuer, and nothing else is taken for one', async () => {
    const external = tokens();
    expect(external.isClaimed(await issuer.token())).toBe(true);
    for (const other of ['', 'kk_a', 'a.b.c', await issuer.token({ iss: 'https://elsewhere.example' })]) {
      expect(external.isClaimed(other)).toBe(false);
    }
  });

  it.each<[string, () => Promise<string>]>([
    ['expired', () => issuer.token({ exp: now() - 90 })],
    ['not valid yet', () => issuer.token({ nbf: now() + 90 })],
    ['without an end', () => issuer.token({ exp: undefined })],
    ['for someone else', () => issuer.token({ aud: 'elsewhere' })],
    ['for several others', () => issuer.token({ aud: ['elsewhere', `${AUDIENCE}.evil`] })],
    ['of an issuer with a slash more', () => issuer.token({ iss: `${issuer.url}/` })],
    ['of another issuer', () => issuer.token({ iss: 'https://elsewhere.example' })],
    ['about no one', () => issuer.token({ sub: undefined })],
    ['about someone whose name cannot be stored', () => issuer.token({ sub: 'a\u0000b' })],
    ['about someone with an endless name', () => issuer.token({ sub: 'x'.repeat(256) })],
    ['without a signature', async () => unsigned(await issuer.token())],
    ['signed with the public key as if it were a secret', signedWithPublicKey],
    ['signed by a stranger under a known key id', signedByStranger],
    ['of an algorithm that is not allowed', signedOtherwise],
    ['to sign out by', () => signedWith({ typ: 'logout+jwt' })],
    ['that tell of an event', () => issuer.token({ events: {} })],
    ['that demands what nobody knows', () => signedWith({ crit: ['b64'], b64: false })],
    ['with other claims under the same signature', async () => tampered(await issuer.token())],
  ])('are refused: %s', async (_, forge) => {
    expect(await tokens().verify(await forge())).toBeNull();
  });

  it.each(['JWT', 'at+jwt', 'application/at+jwt'])('may call themselves %s', async (typ) => {
    expect(await tokens().verify(await signedWith({ typ }))).not.toBeNull();
  });

  it('are good for one audience among several', async () => {
    expect(await tokens().verify(await issuer.token({ aud: ['elsewhere', AUDIENCE] }))).not.toBeNull();
  });

  it('bring no keys along: where else some could be found is never looked at', async () => {
    const stranger = await Issuer.start();
    try {
      expect(await tokens().verify(await signedWith({}))).not.toBeNull();
      const [key] = stranger.keys;
      const jwk = key && (await exportJWK(key.publicKey));
      for (const more of [
        { jku: `${stranger.url}/keys` },
        { x5u: `${stranger.url}/keys` },
        { jwk },
        { kid: `${stranger.url}/keys` },
      ]) {
        expect(await tokens().verify(await signedWith(more as object, key))).toBeNull();
      }
      expect(stranger.asked).toBe(0);
    } finally {
      await stranger.close();
    }
  });

  it('are good within a minute of difference between clocks', async () => {
    const external = tokens();
    expect(await external.verify(await issuer.token({ exp: now() - 30 }))).not.toBeNull();
    expect(await external.verify(await issuer.token({ nbf: now() + 30 }))).not.toBeNull();
  });
});

describe("the issuer's keys", () => {
  it('are asked for once, however many tokens come at the same moment', async () => {
    const external = tokens();
    const some = await Promise.all(Array.from({ length: 20 }, () => issuer.token()));
    const found = await Promise.all(some.map((token) => external.verify(token)));
    expect(found).not.toContain(null);
    expect(issuer.asked).toBe(1);
  });

  it('are asked for again where a token names a new one, and withdrawn ones end', async () => {
    const external = tokens({ cooldownMs: 0 });
    const old = await issuer.token();
    expect(await external.verify(old)).not.toBeNull();
    await issuer.rotate();
    expect(await external.verify(await issuer.token())).not.toBeNull();
    expect(await external.verify(old)).toBeNull();
  });

  it('are not asked for by everyone who makes up a key', async () => {
    const external = tokens();
    await external.verify(await issuer.token());
    const made = { ...(await issuer.rotate()), kid: 'made up' };
    for (let count = 0; count < 10; count += 1)
      expect(await external.verify(await issuer.token({}, made))).toBeNull();
    expect(issuer.asked).toBe(1);
  });

  it('stay good while the issuer is away; what is unknown then is unavailable, and known once it is back', async () => {
    const external = tokens({ cooldownMs: 0, maxAgeMs: 0 });
    const known = await issuer.token();
    await external.verify(known);
    const next = await issuer.rotate();
    issuer.isDown = true;
    expect(await external.verify(known)).not.toBeNull();
    await expect(external.verify(await issuer.token({}, next))).rejects.toMatchObject(UNAVAILABLE);
    issuer.isDown = false;
    expect(await external.verify(await issuer.token({}, next))).not.toBeNull();
  });

  it('are unavailable where the issuer was never reached, which is not asked again at once', async () => {
    issuer.isDown = true;
    const external = tokens({ jwksUrl: `${issuer.url}/keys`, failureCooldownMs: 1_000 });
    const token = await issuer.token();
    for (let count = 0; count < 5; count += 1)
      await expect(external.verify(token)).rejects.toMatchObject(UNAVAILABLE);
    expect(issuer.asked).toBe(1);
    issuer.isDown = false;
    const found = await eventually(
      () => external.verify(token).catch(() => null),
      (one) => one !== null,
      5_000,
    );
    expect(found).not.toBeNull();
  });
});

function unsigned(token: string): string {
  return `${encode({ alg: 'none', typ: 'JWT' })}.${String(token.split('.')[1])}.`;
}

function tampered(token: string): string {
  const [header, claims = '', signature] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')), sub: 'someone else' };
  return [header, encode(changed), signature].join('.');
}

async function signedWithPublicKey(): Promise<string> {
  const [key] = issuer.keys;
  if (!key) throw new Error('The issuer has no key.');
  const secret = Buffer.from(await exportSPKI(key.publicKey));
  const claims = { iss: issuer.url, aud: AUDIENCE, sub: 'user-1', exp: now() + 60 };
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(secret);
}

async function signedByStranger(): Promise<string> {
  const stranger = await Issuer.start();
  const [theirs, genuine] = [stranger.keys[0], issuer.keys[0]];
  await stranger.close();
  if (!theirs || !genuine) throw new Error('An issuer has no key.');
  return issuer.token({}, { ...theirs, kid: genuine.kid });
}

async function signedOtherwise(): Promise<string> {
  return issuer.token({}, await issuer.rotate('RS256'));
}

/** Genuine claims under a header that says more. @param key the issuer's, unless somebody else signs */
async function signedWith(more: object, key = issuer.keys[0]): Promise<string> {
  const [own] = issuer.keys;
  if (!own || !key) throw new Error('The issuer has no key.');
  const header = encode({ alg: own.alg, kid: own.kid, ...more });
  const claims = encode({ iss: issuer.url, aud: AUDIENCE, sub: 'user-1', exp: now() + 60 });
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const text = Buffer.from(`${header}.${claims}`);
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, text);
  return `${header}.${claims}.${Buffer.from(signature).toString('base64url')}`;
}
