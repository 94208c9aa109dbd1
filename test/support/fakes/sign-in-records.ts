import { ISignInRecords } from '../../../src/application/identity/ports/sign-in-records.js';
import type { SignIn, SignInByAddress } from '../../../src/domain/identity/sign-in.js';

export class FakeSignInRecords extends ISignInRecords {
  rows: SignIn[] = [];
  readonly byAddress: SignInByAddress[] = [];

  async add(signIn: SignIn): Promise<void> {
    this.rows.push(signIn);
  }

  /** Those about accounts go in at once; those by address stay apart, for nobody here knows the accounts. */
  addLater(signIn: SignIn | SignInByAddress): void {
    if ('userId' in signIn) this.rows.push(signIn);
    else this.byAddress.push(signIn);
  }

  async purge(before: Date, limit: number): Promise<number> {
    const gone = this.rows.filter(({ at }) => at < before).slice(0, limit);
    this.rows = this.rows.filter((row) => !gone.includes(row));
    return gone.length;
  }
}
