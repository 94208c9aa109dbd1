import { Store } from '../store/store.js';

export interface Location {
  path: string;
  query: URLSearchParams;
  /** What `navigate` left with this entry of the browser's history; it survives a reload. */
  state: unknown;
  /** How many times the page was changed since it was loaded. */
  visit: number;
}

export const location = new Store<Location>(current(0));

window.addEventListener('popstate', () => location.set(current(location.get().visit + 1)));

interface NavigateOptions {
  replace?: boolean;
  state?: unknown;
}

export function navigate(to: string, { replace = false, state = null }: NavigateOptions = {}): void {
  if (replace) history.replaceState(state, '', to);
  else history.pushState(state, '', to);
  window.scrollTo(0, 0);
  location.set(current(location.get().visit + 1));
}

/** The part of an address after our own origin, or `fallback` for anything that would lead elsewhere. */
export function ownPath(address: string | null, fallback: string): string {
  if (!address) return fallback;
  const url = URL.parse(address, window.location.origin);
  return url?.origin === window.location.origin ? url.pathname + url.search : fallback;
}

function current(visit: number): Location {
  const { pathname, search } = window.location;
  return { path: pathname, query: new URLSearchParams(search), state: history.state, visit };
}
