import { readFileSync } from 'node:fs';
import { IPasswordList } from '../../application/identity/ports/password-list.js';

/** As far away from `src/infrastructure/crypto` as from `dist/infrastructure/crypto`. Where it comes from: data/README.md. */
const FILE = new URL('../../../data/common-passwords.txt', import.meta.url);

let loaded: ReadonlySet<string> | undefined;

/** Some 3 MB and some milliseconds, once a process and only where a password is chosen. */
export class PasswordList extends IPasswordList {
  has(password: string): boolean {
    loaded ??= new Set(readFileSync(FILE, 'utf8').trimEnd().split('\n'));
    return loaded.has(password);
  }
}
