import { Session } from '../../domain/identity/session.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { ClientFacts, SignedIn } from './signed-in.js';
import type { TokenMint } from './token-mint.js';

/** Enough to tell one browser from another; the header itself has no limit. */
const USER_AGENT_MAX_LENGTH = 512;

export interface OpenSessionCommand {
  readonly user: User;
  readonly client: ClientFacts;
}

/** Begins a session for a user who has just proven who they are. Part of registering and of logging in. */
export class OpenSession {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly mint: TokenMint,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** To be called in a transaction. */
  async execute({ user, client }: OpenSessionCommand): Promise<SignedIn> {
    const now = this.clock.now();
    const { organizationId } = user.snapshot();
    await this.sessions.removeEnded(organizationId, user.id, now);
    const session = Session.open(
      {
        id: this.ids.uuid(),
        organizationId,
        userId: user.id,
        ip: client.ip,
        userAgent: client.userAgent?.slice(0, USER_AGENT_MAX_LENGTH) ?? null,
      },
      now,
    );
    await this.sessions.insert(session);
    return this.mint.issue(user, session.snapshot().id);
  }
}
