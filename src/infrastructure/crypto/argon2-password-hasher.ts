import { randomBytes } from 'node:crypto';
import { hash, hashSync, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { IPasswordHasher } from '../../application/identity/ports/password-hasher.js';
import { BoundedWork } from './bounded-work.js';

/** OWASP Password Storage Cheat Sheet, argon2id, first choice below 46 MiB. The library's default algorithm is argon2id. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each takes 19 MiB and one of libuv's four threads: two leave room for the files and names that need those too. */
const MAX_RUNNING = 2;
/** At some 25 ms each, two at a time, the last one waits about three seconds; beyond that an honest 503 is kinder. */
const MAX_WAITING = 256;

@Injectable()
export class Argon2PasswordHasher extends IPasswordHasher {
  readonly #work = new BoundedWork(MAX_RUNNING, MAX_WAITING);
  /** Of a password that nobody has. Made at boot: making it at the first unknown address would tell that one by its time. */
  readonly #nobodysHash = hashSync(randomBytes(32), PARAMETERS);

  hash(password: string): Promise<string> {
    return this.#work.run(() => hash(normalized(password), PARAMETERS));
  }

  verify(password: string, stored: string | null): Promise<boolean> {
    return this.#work.run(async () => {
      const matches = await verify(stored ?? this.#nobodysHash, normalized(password));
      return matches && stored !== null;
    });
  }

  isOutdated(stored: string): boolean {
    const made = parseOptions(stored);
    return (
      !stored.startsWith('$argon2id$') ||
      made.memoryCost !== PARAMETERS.memoryCost ||
      made.timeCost !== PARAMETERS.timeCost ||
      made.parallelism !== PARAMETERS.parallelism
    );
  }
}

/** Keyboards differ in how they compose characters; NIST SP 800-63B asks for one form before hashing. */
function normalized(password: string): string {
  return password.normalize('NFKC');
}
