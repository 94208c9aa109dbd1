import './empty-state.css';
import type { ReactNode } from 'react';
import { SorobanMark } from './soroban-mark.js';

interface EmptyStateProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <SorobanMark />
      <h2>{title}</h2>
      <p className="soft">{children}</p>
      {action}
    </div>
  );
}
