import { randomBytes, createHash } from 'node:crypto';
import {
  type AccessTokenSubject,
  IAccessTokens,
} from '../../../src/application/identity/ports/access-tokens.js';
import { IPasswordHasher } from '../../../src/application/identity/ports/password-hasher.js';
import { ISecretGenerator } from '../../../src/application/identity/ports/secret-generator.js';

/** Hashes that can be read, and a record of what was verified against what. */
export class FakePasswordHasher extends IPasswordHasher {
  readonly verified: (string | null)[] = [];
  hashed = 0;
  /** Hashes of another prefix are outdated. */
  prefix = 'v1';

  hash(password: string): Promise<string> {
    this.hashed += 1;
    return Promise.resolve(`${this.prefix}:${password}`);
  }

  verify(password: string, hash: string | null): Promise<boolean> {
    this.verified.push(hash);
    return Promise.resolve(hash !== null && hash.slice(hash.indexOf(':') + 1) === password);
  }

  isOutdated(hash: string): boolean {
    return !hash.startsWith(`${this.prefix}:`);
  }
}

/** Tokens that are their subject as JSON. */
export class FakeAccessTokens extends IAccessTokens {
  issue(subject: AccessTokenSubject): string {
    return JSON.stringify(subject);
  }

  subjectEvenIfExpired(token: string): AccessTokenSubject | null {
    if (!token.startsWith('{')) return null;
    const subject: AccessTokenSubject = JSON.parse(token);
    return subject;
  }
}

export class FakeSecretGenerator extends ISecretGenerator {
  generate(): string {
    return randomBytes(32).toString('base64url');
  }

  hash(secret: string): Buffer {
    return createHash('sha256').update(secret).digest();
  }

  matches(secret: string, hash: Buffer): boolean {
    return this.hash(secret).equals(hash);
  }
}
