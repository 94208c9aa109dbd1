import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IPasswordResetRequests } from './ports/password-reset-requests.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { SendAccountLink } from './send-account-link.js';

/** Requests a run, at a few milliseconds each; the next run, a second later, goes on. */
const MAX_REQUESTS = 500;

/** Mails a link to each address that asked for one and has an account. For the worker; any number may run. */
export class GrantPasswordResets {
  constructor(
    private readonly requests: IPasswordResetRequests,
    private readonly users: IUserRepository,
    private readonly sendLink: Pick<SendAccountLink, 'execute'>,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  async execute(signal: AbortSignal): Promise<void> {
    for (let count = 0; count < MAX_REQUESTS && !signal.aborted; count += 1) {
      if (!(await this.unitOfWork.run(() => this.#grantOne()))) return;
    }
  }

  async #grantOne(): Promise<boolean> {
    const request = await this.requests.takeOldest();
    if (!request) return false;
    const { organizationId, email } = request;
    const found = await this.users.findByEmail(organizationId, email);
    const user = found && (await this.users.findByIdForUpdate(organizationId, found.id));
    // Whoever signs in elsewhere has no password to lose, and an address that was changed meanwhile opens nothing.
    const isTheirs = user?.snapshot().email === email && user.passwordHash !== null;
    if (isTheirs) await this.sendLink.execute({ user, purpose: 'password_reset' });
    return true;
  }
}
