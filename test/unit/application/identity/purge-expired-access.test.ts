import { describe, expect, it } from '@jest/globals';
import { PurgeExpiredAccess } from '../../../../src/application/identity/purge-expired-access.js';
import { SESSION_LIFETIME_MS } from '../../../../src/domain/identity/session.js';
import { IdentityWorld } from '../../../support/identity-world.js';

/** More than one batch of sessions. */
const PEOPLE = 150;

describe('what has expired', () => {
  it('is forgotten, however much it is; what is still good stays', async () => {
    const world = new IdentityWorld();
    for (let count = 0; count < PEOPLE; count += 1) await world.hanako({ email: `${count}@example.com` });
    world.clock.advance(SESSION_LIFETIME_MS);
    const { sessionId } = await world.hanako();
    const purge = new PurgeExpiredAccess(world.sessions, world.tokens, world.clock);
    await purge.execute(new AbortController().signal);

    expect([...world.sessions.rows.keys()]).toEqual([sessionId]);
    expect(world.sessions.tokens).toHaveLength(1);
    expect(world.tokens.rows).toHaveLength(1);
  });

  it('waits for the next run when the worker stops', async () => {
    const world = new IdentityWorld();
    await world.hanako();
    world.clock.advance(SESSION_LIFETIME_MS);
    await new PurgeExpiredAccess(world.sessions, world.tokens, world.clock).execute(AbortSignal.abort());
    expect(world.sessions.rows.size).toBe(1);
  });
});
