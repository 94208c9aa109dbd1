import { describe, expect, it } from '@jest/globals';
import { JwtService } from '@nestjs/jwt';
import { parseRefreshToken } from '../../../../src/application/identity/refresh-token.js';
import { AccessTokens } from '../../../../src/infrastructure/crypto/access-tokens.js';
import { SecretGenerator } from '../../../../src/infrastructure/crypto/secret-generator.js';
import { IdGenerator } from '../../../../src/infrastructure/system/id-generator.js';
import { FakeClock } from '../../../support/fakes/clock.js';

const SUBJECT = {
  organizationId: 'organization',
  userId: 'user',
  role: 'customer',
  sessionId: 'session',
} as const;
const jwt = new JwtService({ secret: 'a secret of more than 32 bytes, for tests' });

describe('access tokens', () => {
  it('say who, for whom and for ten minutes by our clock', () => {
    const clock = new FakeClock('2001-02-03T04:05:06Z');
    const token = new AccessTokens(jwt, clock).issue(SUBJECT);
    const issuedAt = clock.now().getTime() / 1000;
    expect(jwt.decode(token, { complete: true })).toMatchObject({
      header: { alg: 'HS256', typ: 'JWT' },
      payload: {
        sub: 'user',
        sid: 'session',
        org: 'organization',
        role: 'customer',
        iss: 'kaikei',
        aud: 'kaikei-api',
        iat: issuedAt,
        exp: issuedAt + 600,
      },
    });
  });

  it('tell their subject after they have expired, for signing out', () => {
    const tokens = new AccessTokens(jwt, new FakeClock('2001-02-03T04:05:06Z'));
    expect(tokens.subjectEvenIfExpired(tokens.issue(SUBJECT))).toEqual(SUBJECT);
  });

  it('tell nothing when they are forged', () => {
    const tokens = new AccessTokens(jwt, new FakeClock());
    const forger = new AccessTokens(
      new JwtService({ secret: 'another secret of 32 bytes and more' }),
      new FakeClock(),
    );
    expect(tokens.subjectEvenIfExpired(forger.issue(SUBJECT))).toBeNull();
    expect(tokens.subjectEvenIfExpired('not a token')).toBeNull();
  });
});

describe('secrets', () => {
  it('have 32 random bytes and a SHA-256', () => {
    const secrets = new SecretGenerator();
    const secret = secrets.generate();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(secrets.generate()).not.toBe(secret);
    expect(secrets.hash('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('are found in a refresh token that has exactly its form', () => {
    const sessionId = new IdGenerator().uuid();
    const secret = new SecretGenerator().generate();
    expect(parseRefreshToken(`${sessionId}.${secret}`)).toEqual({ sessionId, secret });
    for (const text of [
      '',
      sessionId,
      `${sessionId}.`,
      `${sessionId}.${secret}x`,
      `${sessionId}.${secret}\n`,
    ]) {
      expect(parseRefreshToken(text)).toBeNull();
    }
  });
});

describe('identifiers', () => {
  it('are UUIDs of version 7 that ascend', () => {
    const ids = new IdGenerator();
    const made = Array.from({ length: 1_000 }, () => ids.uuid());
    expect(
      made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect([...made].sort()).toEqual(made);
  });

  it('have codes of the wanted length and alphabet', () => {
    const codes = Array.from({ length: 500 }, () => new IdGenerator().code(5, 'AB'));
    expect(codes.every((code) => /^[AB]{5}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(32);
  });
});
