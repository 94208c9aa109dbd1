import type { PendingEmailView } from '../../application/identity/ports/pending-email-queries.js';
import type { PendingEmailResponse } from './email.dto.js';

export function presentPendingEmail({
  newEmail,
  requestedAt,
  expiresAt,
}: PendingEmailView): PendingEmailResponse {
  return {
    new_email: newEmail,
    requested_at: requestedAt.toISOString(),
    expires_at: expiresAt.toISOString(),
  };
}
