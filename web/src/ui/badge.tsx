import './badge.css';
import type { ReactNode } from 'react';

interface BadgeProps {
  /** `open`: something is to come; `quiet`: over, or of no weight. */
  tone: 'open' | 'good' | 'bad' | 'quiet';
  children: ReactNode;
}

/** A state in a word. */
export function Badge({ tone, children }: BadgeProps) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}
