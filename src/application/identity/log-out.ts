import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { RefreshToken } from './refresh-token.js';

/** The session to end: by an authentic access token, or by a refresh token that is checked here. */
export type LogOutCommand =
  | { readonly organizationId: string; readonly sessionId: string }
  | { readonly organizationId: string; readonly token: RefreshToken };

/** Ends a session. Ending one that is over, or that never was, changes nothing. */
export class LogOut {
  constructor(
    private readonly sessions: ISessionRepository,
    private readonly secrets: ISecretGenerator,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  async execute(command: LogOutCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const id = 'token' in command ? command.token.sessionId : command.sessionId;
      const session = await this.sessions.findForUpdate(command.organizationId, id);
      if (!session || !(await this.#owns(command))) return;
      session.revoke('signed_out', this.clock.now());
      await this.sessions.update(session);
    });
  }

  /** A session's id alone, which is no secret, ends nothing. */
  async #owns(command: LogOutCommand): Promise<boolean> {
    if (!('token' in command)) return true;
    const { sessionId, secret } = command.token;
    const tokenHash = this.secrets.hash(secret);
    return (await this.sessions.findToken(command.organizationId, sessionId, tokenHash)) !== null;
  }
}
