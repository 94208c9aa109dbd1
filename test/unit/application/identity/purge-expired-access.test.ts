import { describe, expect, it } from '@jest/globals';
import { PurgeExpiredAccess } from '../../../../src/application/identity/purge-expired-access.js';
import { SESSION_LIFETIME_MS } from '../../../../src/domain/identity/session.js';
import { SIGN_IN_RETENTION_MS } from '../../../../src/domain/identity/sign-in.js';
import { IdentityWorld } from '../../../support/identity-world.js';

/** More than one batch of sessions. */
const PEOPLE = 150;

const purgeOf = ({ sessions, tokens, signIns, clock }: IdentityWorld): PurgeExpiredAccess =>
  new PurgeExpiredAccess(sessions, tokens, signIns, { purgeDepartures: async () => 0 }, clock);

describe('what has expired', () => {
  it('is forgotten, however much it is; what is still good stays', async () => {
    const world = new IdentityWorld();
    for (let count = 0; count < PEOPLE; count += 1) await world.hanako({ email: `${count}@example.com` });
    world.clock.advance(SESSION_LIFETIME_MS);
    const { sessionId } = await world.hanako();
    await purgeOf(world).execute(new AbortController().signal);

    expect([...world.sessions.rows.keys()]).toEqual([sessionId]);
    expect(world.sessions.tokens).toHaveLength(1);
    expect(world.tokens.rows).toHaveLength(1);
  });

  it('keeps sign-ins for a quarter of a year', async () => {
    const world = new IdentityWorld();
    await world.hanako();
    world.clock.advance(SIGN_IN_RETENTION_MS);
    await world.hanako({ email: 'taro@example.com' });
    await purgeOf(world).execute(new AbortController().signal);
    expect(world.signIns.rows).toHaveLength(2);
    world.clock.advance(1);
    await purgeOf(world).execute(new AbortController().signal);
    expect(world.signIns.rows).toHaveLength(1);
  });

  it('waits for the next run when the worker stops', async () => {
    const world = new IdentityWorld();
    await world.hanako();
    world.clock.advance(SESSION_LIFETIME_MS);
    await purgeOf(world).execute(AbortSignal.abort());
    expect(world.sessions.rows.size).toBe(1);
  });
});
