import 'wouter/use-browser-location';
import { Store } from '../store/store.js';

/** How many times the page was changed since it was loaded. A change of the address's query alone is the same page. */
export const visits = new Store(0);

let path = window.location.pathname;

/** The browser tells of its back button; wouter has `pushState` and `replaceState` tell of themselves. */
for (const type of ['popstate', 'pushState', 'replaceState']) {
  window.addEventListener(type, () => follow(type));
}

function follow(type: string): void {
  if (window.location.pathname === path) return;
  path = window.location.pathname;
  // Going back, the browser puts the page where it was.
  if (type !== 'popstate') window.scrollTo(0, 0);
  visits.set(visits.get() + 1);
}
