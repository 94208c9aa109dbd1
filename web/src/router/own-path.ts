/** The part of an address after our own origin, or `fallback` for anything that would lead elsewhere. */
export function ownPath(address: string | null, fallback: string): string {
  if (!address) return fallback;
  const url = URL.parse(address, window.location.origin);
  return url?.origin === window.location.origin ? url.pathname + url.search : fallback;
}
