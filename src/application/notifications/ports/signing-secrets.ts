import type { SealedSecret } from '../../../domain/notifications/webhook-endpoint.js';

/** Makes and opens what webhooks are signed with. */
export abstract class ISigningSecrets {
  /** A new one (`whsec_...`), sealed for this endpoint alone. */
  abstract create(endpointId: string): SealedSecret;
  /** @throws SecretUnreadableError when it was sealed with another key or for another endpoint. */
  abstract open(endpointId: string, sealed: SealedSecret): string;
}

/** The key of this installation has changed since the secret was sealed: roll the secret. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
}
