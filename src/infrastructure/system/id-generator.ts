import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { IIdGenerator } from '../../application/ports/id-generator.js';

/** UUIDv7 by the `uuid` package, which keeps ids of the same millisecond ascending; codes by the system's generator. */
@Injectable()
export class IdGenerator extends IIdGenerator {
  uuid(): string {
    return v7();
  }

  code(length: number, alphabet: string): string {
    // randomInt rejects the uneven remainder, so that no character is likelier than another.
    return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  }
}
