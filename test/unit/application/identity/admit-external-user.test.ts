import {
  AdmitExternalUser,
  type AdmittedUser,
} from '../../../../src/application/identity/admit-external-user.js';
import {
  type ExternalSubject,
  IExternalTokens,
} from '../../../../src/application/identity/ports/external-tokens.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { FakeExternalIdentityRepository } from '../../../support/fakes/external-identity-repository.js';
import { IdentityWorld } from '../../../support/identity-world.js';

/** Tokens that are their subject as JSON; anything else is no token. */
class Tokens extends IExternalTokens {
  isClaimed(): boolean {
    return true;
  }

  async verify(token: string): Promise<ExternalSubject | null> {
    if (!token.startsWith('{')) return null;
    const { signedInAt, ...rest }: ExternalSubject & { signedInAt: string | null } = JSON.parse(token);
    return { ...rest, signedInAt: signedInAt === null ? null : new Date(signedInAt) };
  }
}

describe('someone whom another issuer knows', () => {
  let world: IdentityWorld;
  let identities: FakeExternalIdentityRepository;
  let about: ExternalSubject;
  beforeEach(() => {
    world = new IdentityWorld();
    identities = new FakeExternalIdentityRepository();
    about = {
      issuer: 'https://issuer.example',
      subject: 'user-1',
      email: 'Aiko@example.com',
      name: ' Aiko ',
      signedInAt: world.clock.now(),
    };
  });

  const admit = (token: string): Promise<AdmittedUser | null> =>
    new AdmitExternalUser(
      new Tokens(),
      identities,
      world.users,
      world.unitOfWork,
      world.ids,
      world.clock,
    ).execute({ organizationId, token });
  const enter = (changes: Partial<ExternalSubject> = {}): Promise<AdmittedUser | null> =>
    admit(JSON.stringify({ ...about, ...changes }));
  const minutesAgo = (minutes: number): Date => new Date(world.clock.now().getTime() - minutes * 60_000);

  it('becomes a user at first sight, with the address that is verified, and is the same one ever after', async () => {
    const first = await enter();
    expect(first?.signedInAt).toEqual(world.clock.now());
    expect(world.users.rows.get(first?.userId ?? '')).toMatchObject({
      email: 'aiko@example.com',
      name: 'Aiko',
      passwordHash: null,
      role: 'customer',
      emailVerifiedAt: world.clock.now(),
    });
    expect((await enter({ email: 'other@example.com', name: null }))?.userId).toBe(first?.userId);
    expect(world.users.rows.size).toBe(1);
  });

  it('has no address where another has it, or where it is none, and a name for receipts in any case', async () => {
    await world.hanako();
    for (const [subject, email] of [
      ['taken', 'hanako@example.com'],
      ['none', 'nobody'],
    ] as const) {
      const entered = await enter({ subject, email, name: '' });
      expect(world.users.rows.get(entered?.userId ?? '')).toMatchObject({ email: null, name: 'Customer' });
    }
  });

  it('is nobody by a token that is not genuine', async () => {
    await expect(admit('forged')).resolves.toBeNull();
    expect(world.users.rows.size).toBe(0);
  });

  it('who has deleted their account is not made anew by what they were given before, only by signing in again', async () => {
    const first = await enter({ signedInAt: minutesAgo(60) });
    identities.depart(first?.userId ?? '', world.clock.now());
    const refused = { code: 'account_deleted', kind: 'unauthenticated' };
    for (const signedInAt of [minutesAgo(60), world.clock.now(), null]) {
      await expect(enter({ signedInAt })).rejects.toMatchObject(refused);
    }
    expect(identities.users.size).toBe(0);
    world.clock.advance(1);
    const again = await enter({ signedInAt: world.clock.now(), email: null });
    expect(again?.userId).not.toBe(first?.userId);
    expect(again?.userId).toBe(identities.users.get([...identities.users.keys()][0] ?? ''));
  });

  it('keeps nobody else out by having gone', async () => {
    const first = await enter();
    identities.depart(first?.userId ?? '', world.clock.now());
    expect(await enter({ subject: 'user-2', email: null })).not.toBeNull();
  });
});
