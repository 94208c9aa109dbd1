import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D, section 8.2: 96 random bits, for far fewer than 2^32 messages a key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Authenticated encryption of what must be read again, unlike a password. Sealed: nonce, tag, cipher text. */
export class SealingKey {
  readonly #key: Buffer;

  /**
   * @param master a secret of this installation
   * @param purpose what is sealed: another purpose has another key (HKDF, RFC 5869)
   */
  constructor(master: string, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', master, '', purpose, KEY_BYTES));
  }

  /** @param owner whose secret it is: it cannot be opened for another */
  seal(plain: string, owner: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce).setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), text]);
  }

  /** @throws Error when it was sealed with another key, for another owner, or changed since */
  open(sealed: Uint8Array, owner: string): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.#key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(tag);
    const text = sealed.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }
}
