/** The part of an address after our own origin, or `fallback` for anything that would lead elsewhere. */
export function ownPath(address: string | null, fallback: string): string {
  if (!address) return fallback;
  const url = URL.parse(address, window.location.origin);
  if (url?.origin !== window.location.origin) return fallback;
  // A path with two slashes at its beginning is a host without one before it: `/..//evil.example`.
  return url.pathname.replace(/^\/{2,}/, '/') + url.search;
}
