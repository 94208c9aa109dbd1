import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthSettings } from './auth-settings.js';

const KEY_BYTES = 32;

/**
 * The token that a page must send along with a cookie: an HMAC of the session's id, so nothing is stored, and a token
 * of one session is worthless with the cookies of another (OWASP, signed double-submit bound to the session).
 */
@Injectable()
export class CsrfTokens {
  readonly #key: Buffer;

  constructor(settings: AuthSettings) {
    // A key of its own (RFC 5869): what is seen of one use says nothing about the other.
    this.#key = Buffer.from(hkdfSync('sha256', settings.jwtSecret, '', 'kaikei csrf token v1', KEY_BYTES));
  }

  tokenFor(sessionId: string): string {
    return this.#mac(sessionId).toString('base64url');
  }

  matches(sessionId: string, token: string): boolean {
    const expected = Buffer.from(this.tokenFor(sessionId));
    const given = Buffer.from(token);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #mac(sessionId: string): Buffer {
    return createHmac('sha256', this.#key).update(sessionId).digest();
  }
}
