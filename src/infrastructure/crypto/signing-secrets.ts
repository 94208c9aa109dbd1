import { randomBytes } from 'node:crypto';
import {
  ISigningSecrets,
  SecretUnreadableError,
} from '../../application/notifications/ports/signing-secrets.js';
import type { SealedSecret } from '../../domain/notifications/webhook-endpoint.js';
import type { SealingKey } from './sealing-key.js';

/** Standard Webhooks: 24 to 64 bytes; 32 are the block of SHA-256's output. */
const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export class SigningSecrets extends ISigningSecrets {
  constructor(private readonly key: SealingKey) {
    super();
  }

  create(endpointId: string): SealedSecret {
    return this.key.seal(PREFIX + randomBytes(SECRET_BYTES).toString('base64'), endpointId);
  }

  open(endpointId: string, sealed: SealedSecret): string {
    try {
      return this.key.open(sealed, endpointId);
    } catch (cause) {
      throw new SecretUnreadableError(
        'The signing secret was sealed with another ENCRYPTION_KEY. Roll the secret of this endpoint.',
        { cause },
      );
    }
  }
}
