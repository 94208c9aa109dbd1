import { describe, expect, it } from '@jest/globals';
import { REFRESH_GRACE_MS, Session, SESSION_LIFETIME_MS } from '../../../../src/domain/identity/session.js';

const NOW = new Date('2026-11-20T09:00:00Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const UNUSED = { expiresAt: after(SESSION_LIFETIME_MS), usedAt: null };
const USED = { ...UNUSED, usedAt: NOW };

function openSession(): Session {
  const ids = { id: 'session', organizationId: 'organization', userId: 'user' };
  return Session.open({ ...ids, ip: null, userAgent: null }, NOW);
}

describe('a session', () => {
  it('rotates an unused token', () => {
    expect(openSession().judge(UNUSED, NOW)).toBe('rotate');
  });

  it('answers a token once more within the grace time after its use, to the millisecond', () => {
    expect(openSession().judge(USED, after(REFRESH_GRACE_MS))).toBe('repeat');
    expect(openSession().judge(USED, after(REFRESH_GRACE_MS + 1))).toBe('reused');
  });

  it('is ended for a token that is none of its own or that has expired', () => {
    expect(openSession().judge(null, NOW)).toBe('ended');
    expect(openSession().judge({ expiresAt: NOW, usedAt: null }, NOW)).toBe('ended');
  });

  it('is over when its lifetime is, and a refresh begins the lifetime anew', () => {
    const session = openSession();
    expect(session.isLive(after(SESSION_LIFETIME_MS - 1))).toBe(true);
    expect(session.isLive(after(SESSION_LIFETIME_MS))).toBe(false);
    session.extend(after(1000));
    expect(session.isLive(after(SESSION_LIFETIME_MS))).toBe(true);
  });

  it('honours no token once it is revoked, not even within the grace time', () => {
    const session = openSession();
    session.revoke('signed_out', NOW);
    expect(session.judge(UNUSED, NOW)).toBe('ended');
    expect(session.judge(USED, NOW)).toBe('ended');
  });

  it('keeps the first reason for which it was revoked', () => {
    const session = openSession();
    session.revoke('refresh_token_reused', NOW);
    session.revoke('signed_out', after(1));
    expect(session.snapshot()).toMatchObject({ revokedAt: NOW, revokedReason: 'refresh_token_reused' });
  });
});
