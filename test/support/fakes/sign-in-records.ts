import { ISignInRecords } from '../../../src/application/identity/ports/sign-in-records.js';
import type { SignIn } from '../../../src/domain/identity/sign-in.js';

export class FakeSignInRecords extends ISignInRecords {
  rows: SignIn[] = [];

  async add(signIn: SignIn): Promise<void> {
    this.rows.push(signIn);
  }

  addLater(signIn: SignIn): void {
    this.rows.push(signIn);
  }

  async purge(before: Date, limit: number): Promise<number> {
    const gone = this.rows.filter(({ at }) => at < before).slice(0, limit);
    this.rows = this.rows.filter((row) => !gone.includes(row));
    return gone.length;
  }
}
