import type { Identity } from './identity.js';

/**
 * `Authorization: Bearer`, for programs: an access token or an API key.
 *
 * @param token asked for at every request, so that it may change
 * @param renew called when the token was refused; true: there is a new one, send the request again
 */
export function bearer(token: () => string, renew?: () => Promise<boolean>): Identity {
  return {
    headers: () => ({ Authorization: `Bearer ${token()}` }),
    renew: () => renew?.() ?? Promise.resolve(false),
  };
}
