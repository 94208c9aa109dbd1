import { emailProblem, normalizeEmail } from '../../domain/identity/email-address.js';
import { refuseInvalid } from '../../domain/identity/identity-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IPasswordResetRequests } from './ports/password-reset-requests.js';

export interface RequestPasswordResetCommand {
  readonly organizationId: string;
  readonly email: string;
}

/**
 * Someone has forgotten a password. Whether there is an account is not looked up here: neither the answer nor its time
 * can tell, because the same insert is all that happens.
 */
export class RequestPasswordReset {
  constructor(
    private readonly requests: IPasswordResetRequests,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `validation_failed` */
  async execute({ organizationId, email: raw }: RequestPasswordResetCommand): Promise<void> {
    const email = normalizeEmail(raw);
    refuseInvalid({ email: emailProblem(email) });
    await this.requests.add({ id: this.ids.uuid(), organizationId, email, requestedAt: this.clock.now() });
  }
}
