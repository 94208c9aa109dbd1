import {
  IPasswordResetRequests,
  type PasswordResetRequest,
} from '../../../src/application/identity/ports/password-reset-requests.js';

export class FakePasswordResetRequests extends IPasswordResetRequests {
  readonly waiting: PasswordResetRequest[] = [];

  async add(request: PasswordResetRequest): Promise<void> {
    const stands = this.waiting.some(
      ({ organizationId, email }) => organizationId === request.organizationId && email === request.email,
    );
    if (!stands) this.waiting.push(request);
  }

  async takeOldest(): Promise<PasswordResetRequest | null> {
    return this.waiting.shift() ?? null;
  }
}
