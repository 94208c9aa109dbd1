// `__Host-` pins the cookie to its host over HTTPS, so production uses that name and plain HTTP cannot.
const COOKIE_NAMES = ['__Host-kaikei_csrf', 'kaikei_csrf'];

/** Pages of another origin than the API's cannot read its cookies: what an answer told stays here across reloads. */
const STORAGE_KEY = 'kaikei.csrf';

/** The token that unsafe requests by cookie must repeat, one per session; null where nobody is signed in. */
export function csrfToken(): string | null {
  const cookies = new Map(document.cookie.split('; ').map(splitCookie));
  const fromCookie = COOKIE_NAMES.map((name) => cookies.get(name)).find((value) => value !== undefined);
  return fromCookie ?? localStorage.getItem(STORAGE_KEY);
}

/** Keeps the token of an answer that has one, where its cookie is out of sight. */
export function learnCsrfToken(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('csrf_token' in answer)) return;
  const token = answer.csrf_token;
  if (typeof token === 'string' && csrfToken() !== token) localStorage.setItem(STORAGE_KEY, token);
}

/** As they are: ours are base64url, and others on the same host may hold what cannot be decoded. */
function splitCookie(cookie: string): [string, string] {
  const at = cookie.indexOf('=');
  return [cookie.slice(0, at), cookie.slice(at + 1)];
}
