import { Session } from '../../domain/identity/session.js';
import type { SignInMethod } from '../../domain/identity/sign-in.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { ISignInRecords } from './ports/sign-in-records.js';
import { type ClientFacts, recognizable, type SignedIn } from './signed-in.js';
import type { TokenMint } from './token-mint.js';

export interface OpenSessionCommand {
  readonly user: User;
  readonly client: ClientFacts;
  readonly method: SignInMethod;
}

/** Begins a session for a user who has just proven who they are. Part of registering and of logging in. */
export class OpenSession {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly signIns: ISignInRecords,
    private readonly mint: TokenMint,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** To be called in a transaction. */
  async execute({ user, client, method }: OpenSessionCommand): Promise<SignedIn> {
    const now = this.clock.now();
    const { organizationId } = user.snapshot();
    const owned = { organizationId, userId: user.id, ...recognizable(client) };
    await this.sessions.removeEnded(organizationId, user.id, now);
    const session = Session.open({ id: this.ids.uuid(), ...owned }, now);
    await this.sessions.insert(session);
    await this.signIns.add({ id: this.ids.uuid(), ...owned, at: now, method, outcome: 'succeeded' });
    return this.mint.issue(user, session.snapshot().id);
  }
}
