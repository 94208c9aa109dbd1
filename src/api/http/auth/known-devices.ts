import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { normalizeEmail } from '../../../domain/identity/email-address.js';
import { AuthSettings } from './auth-settings.js';

const KEY_BYTES = 32;
const ID_BYTES = 16;
/** Half of a SHA-256: as much as nobody guesses. */
const TAG_BYTES = 16;
/** Accounts that a browser is known for: those of a family, and of a shop's counter. */
const MAX_ACCOUNTS = 8;
/** Renewed with each sign-in. As long as browsers keep a cookie at most is 400 days. */
const LIFETIME_S = 365 * 24 * 60 * 60;
const SEPARATOR = '.';

/** Whose browser it is: an account is named by its address, which the cookie does not show. */
export interface DeviceAccount {
  readonly organizationId: string;
  readonly email: string;
}

/**
 * A cookie by which a browser is known again for accounts that were signed in to by it. It opens nothing; it only keeps
 * others from using up its tries. Its id is random, and each account is a tag: an HMAC over the id and the address.
 */
@Injectable()
export class KnownDevices {
  readonly #key: Buffer;
  readonly #name: string;

  constructor(private readonly settings: AuthSettings) {
    this.#key = Buffer.from(hkdfSync('sha256', settings.jwtSecret, '', 'kaikei known device v1', KEY_BYTES));
    this.#name = `${settings.secureCookies ? '__Host-' : ''}kaikei_device`;
  }

  /** The browser's id, where somebody has signed in to the account by it; null otherwise. */
  idFor(request: FastifyRequest, account: DeviceAccount): string | null {
    const { id, tags } = this.#read(request);
    if (id === null) return null;
    const expected = this.#tag(id, account);
    return tags.some((tag) => isSame(tag, expected)) ? id : null;
  }

  /** From now on the browser is known for the account. */
  remember(request: FastifyRequest, reply: FastifyReply, account: DeviceAccount): void {
    const { id: known, tags } = this.#read(request);
    const id = known ?? randomBytes(ID_BYTES).toString('base64url');
    const tag = this.#tag(id, account);
    const kept = [tag, ...tags.filter((other) => other !== tag)].slice(0, MAX_ACCOUNTS);
    reply.setCookie(this.#name, [id, ...kept].join(SEPARATOR), {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.settings.secureCookies,
      maxAge: LIFETIME_S,
    });
  }

  #read(request: FastifyRequest): { id: string | null; tags: string[] } {
    const [id = '', ...tags] = request.cookies[this.#name]?.split(SEPARATOR) ?? [];
    if (Buffer.from(id, 'base64url').length !== ID_BYTES) return { id: null, tags: [] };
    return { id, tags: tags.slice(0, MAX_ACCOUNTS) };
  }

  #tag(id: string, { organizationId, email }: DeviceAccount): string {
    const text = `${id} ${organizationId} ${normalizeEmail(email)}`;
    return createHmac('sha256', this.#key).update(text).digest().subarray(0, TAG_BYTES).toString('base64url');
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
