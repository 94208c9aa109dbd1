import { IIdGenerator } from '../../../src/application/ports/id-generator.js';

/** UUIDs and codes that count up. */
export class FakeIdGenerator extends IIdGenerator {
  #next = 1;

  uuid(): string {
    return `00000000-0000-7000-8000-${String(this.#next++).padStart(12, '0')}`;
  }

  code(length: number, alphabet: string): string {
    let rest = this.#next++;
    return Array.from({ length }, () => {
      const character = alphabet.charAt(rest % alphabet.length);
      rest = Math.floor(rest / alphabet.length);
      return character;
    }).join('');
  }
}
