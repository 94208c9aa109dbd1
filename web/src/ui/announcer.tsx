import './announcer.css';
import { Store, useStore } from '../store/store.js';

interface Announcement {
  words: string;
  visible: boolean;
  count: number;
}

// Long enough to read two short sentences twice. Nothing is said here that cannot be found on a page as well.
const TOAST_MS = 7_000;

const announcement = new Store<Announcement>({ words: '', visible: false, count: 0 });

/** Says something to screen readers that the eye sees anyway, such as a changed number. */
export function announce(words: string): void {
  announcement.set({ words, visible: false, count: announcement.get().count + 1 });
}

/** Says it to everyone, for a few seconds. */
export function toast(words: string): void {
  const count = announcement.get().count + 1;
  announcement.set({ words, visible: true, count });
  setTimeout(() => {
    if (announcement.get().count === count) announcement.set({ words: '', visible: false, count });
  }, TOAST_MS);
}

/** Stands once on the page. The key makes equal words be read again. */
export function Announcer() {
  const { words, visible, count } = useStore(announcement);
  return (
    <div role="status">
      <p key={count} className={visible ? 'toast' : 'visually-hidden'}>
        {words}
      </p>
    </div>
  );
}
