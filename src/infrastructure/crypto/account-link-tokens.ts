import { createHmac, hkdfSync } from 'node:crypto';
import { IAccountLinkTokens } from '../../application/ports/account-link-tokens.js';

const KEY_BYTES = 32;
/** HKDF, RFC 5869: another purpose has another key. */
const PURPOSE = 'kaikei tokens of mailed account links';

/** HMAC-SHA256 of the token's id. */
export class AccountLinkTokens extends IAccountLinkTokens {
  readonly #key: Buffer;

  /** @param master a secret of this installation */
  constructor(master: string) {
    super();
    this.#key = Buffer.from(hkdfSync('sha256', master, '', PURPOSE, KEY_BYTES));
  }

  derive(id: string): string {
    return createHmac('sha256', this.#key).update(id).digest('base64url');
  }
}
