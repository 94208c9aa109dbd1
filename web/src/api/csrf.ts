// `__Host-` pins the cookie to this host over HTTPS, so production uses that name and plain HTTP cannot.
const COOKIE_NAMES = ['__Host-kaikei_csrf', 'kaikei_csrf'];

/** The token that unsafe requests by cookie must repeat, or null where nobody is signed in. */
export function csrfToken(): string | null {
  const cookies = new Map(document.cookie.split('; ').map(splitCookie));
  return COOKIE_NAMES.map((name) => cookies.get(name)).find((value) => value !== undefined) ?? null;
}

export function csrfHeader(): Record<string, string> {
  const token = csrfToken();
  return token === null ? {} : { 'X-CSRF-Token': token };
}

function splitCookie(cookie: string): [string, string] {
  const at = cookie.indexOf('=');
  return [cookie.slice(0, at), decodeURIComponent(cookie.slice(at + 1))];
}
