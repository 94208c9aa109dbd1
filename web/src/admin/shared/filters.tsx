import './filters.css';
import type { ReactNode } from 'react';
import { adminText } from '../../text/text.js';

/** What narrows a list down, above it. */
export function Filters({ children }: { children: ReactNode }) {
  return (
    <div className="filters" role="group" aria-label={adminText.lists.filter}>
      {children}
    </div>
  );
}
