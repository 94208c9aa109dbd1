import './announcer.css';
import { visits } from '../router/visits.js';
import { Store, useStore } from '../store/store.js';

interface Announcement {
  words: string;
  /** The visit of the page that it is shown on; null for what is only said. */
  shownOn: number | null;
  count: number;
}

// Long enough to read two short sentences twice. Nothing is said here that cannot be found on a page as well.
const TOAST_MS = 7_000;

const announcement = new Store<Announcement>({ words: '', shownOn: null, count: 0 });

/** Says something to screen readers that the eye sees anyway, such as a changed number. */
export function announce(words: string): void {
  announcement.set({ words, shownOn: null, count: announcement.get().count + 1 });
}

/** Says it to everyone, for a few seconds or until they go elsewhere. */
export function toast(words: string): void {
  const count = announcement.get().count + 1;
  announcement.set({ words, shownOn: visits.get(), count });
  setTimeout(() => {
    if (announcement.get().count === count) announcement.set({ words: '', shownOn: null, count });
  }, TOAST_MS);
}

/** Stands once on the page. The key makes equal words be read again. */
export function Announcer() {
  const { words, shownOn, count } = useStore(announcement);
  const isVisible = useStore(visits) === shownOn;
  return (
    // React Aria hides the page behind a dialog from screen readers, except for what is marked so.
    <div role="status" data-react-aria-top-layer="true">
      <p key={count} className={isVisible ? 'toast' : 'visually-hidden'}>
        {words}
      </p>
    </div>
  );
}
