// Imported early and for its effect: the secret of a mailed link leaves the address, and with it the history and whatever is copied
// from there, before anything else of the page looks at it.
import { Store } from '../store/store.js';

const FRAGMENT = /^#token=([\w-]+)$/;

/** Of the mailed link that this page was opened by; null where there was none, and once it is used up. */
export const mailedToken = new Store<string | null>(null);

function take(): void {
  const token = FRAGMENT.exec(window.location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(history.state, '', window.location.pathname + window.location.search);
  mailedToken.set(token);
}

take();
// The browser does not load a page anew where only the fragment is another one, as by a newer mail.
window.addEventListener('hashchange', take);
