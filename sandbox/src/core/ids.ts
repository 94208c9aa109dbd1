import { randomFillSync, randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Stripe's ids have 24 characters after the prefix for most objects; nobody may rely on it. */
const ID_LENGTH = 24;

/** Characters are made this many at a time: one system call serves about 340 ids. */
const POOL_BYTES = 8192;

/** How finely chance is divided. */
const CHANCES = 0x1000000;

/** Source of ids, secrets and chance. With a seed, a fresh sandbox gives the same ids for the same calls. */
export class IdSource {
  readonly #pool = Buffer.alloc(POOL_BYTES);
  #used = POOL_BYTES;
  #state: number | null;

  constructor(seed?: string) {
    this.#state = seed === undefined ? null : hash(seed);
  }

  /** A new id such as `pi_3Nk...`. */
  next(prefix: string): string {
    return `${prefix}_${this.text(ID_LENGTH)}`;
  }

  /** `length` characters out of 62. Modulo bias does not matter: nothing here is a secret of value. */
  text(length: number): string {
    if (this.#used + length > POOL_BYTES) this.#refill();
    this.#used += length;
    return this.#pool.toString('latin1', this.#used - length, this.#used);
  }

  /** A number in [0, 1), for chance in deliveries. */
  chance(): number {
    if (this.#state === null) return randomInt(CHANCES) / CHANCES;
    return (this.#seededByte() * 0x10000 + this.#seededByte() * 0x100 + this.#seededByte()) / CHANCES;
  }

  /** Fills the pool with characters, random or from the seed. */
  #refill(): void {
    this.#used = 0;
    if (this.#state === null) randomFillSync(this.#pool);
    else for (let i = 0; i < POOL_BYTES; i += 1) this.#pool[i] = this.#seededByte();
    for (let i = 0; i < POOL_BYTES; i += 1)
      this.#pool[i] = ALPHABET.charCodeAt((this.#pool[i] ?? 0) % ALPHABET.length);
  }

  /** xorshift32 (Marsaglia 2003): small, and the same on every machine. */
  #seededByte(): number {
    let x = this.#state ?? 1;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 8) & 0xff;
  }
}

/** FNV-1a over the seed's characters; never 0, on which xorshift would stay. */
function hash(seed: string): number {
  let h = 0x811c9dc5;
  for (const character of seed) h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return h === 0 ? 1 : h;
}
