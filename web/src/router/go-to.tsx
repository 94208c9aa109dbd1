import { useEffect, useEffectEvent } from 'react';
import { navigate } from './location.js';

/** In place of a page that has nothing to show: leads on, and leaves no trace in the browser's history. */
export function GoTo({ href, state = null }: { href: string; state?: unknown }) {
  const go = useEffectEvent(() => navigate(href, { replace: true, state }));
  useEffect(() => go(), []);
  return null;
}
