import { Store, useStore } from '../store/store.js';

interface Announcement {
  words: string;
  count: number;
}

const announcement = new Store<Announcement>({ words: '', count: 0 });

/** Says something to screen readers that the eye sees anyway, such as a changed number. */
export function announce(words: string): void {
  announcement.set({ words, count: announcement.get().count + 1 });
}

/** Stands once on the page. The key makes equal words be read again. */
export function Announcer() {
  const { words, count } = useStore(announcement);
  return (
    <div className="visually-hidden" role="status">
      <span key={count}>{words}</span>
    </div>
  );
}
