import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ISecretGenerator } from '../../application/identity/ports/secret-generator.js';

const SECRET_BYTES = 32;

@Injectable()
export class SecretGenerator extends ISecretGenerator {
  generate(): string {
    return randomBytes(SECRET_BYTES).toString('base64url');
  }

  hash(secret: string): Buffer {
    return createHash('sha256').update(secret).digest();
  }

  matches(secret: string, hash: Buffer): boolean {
    return timingSafeEqual(this.hash(secret), hash);
  }
}
