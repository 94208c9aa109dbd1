import './notice.css';
import type { ReactNode, Ref } from 'react';

type Tone = 'info' | 'good' | 'wait' | 'bad';

interface NoticeProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  /** `alert` for what just went wrong; leave it out for what was there when the page came, or stands in a live region. */
  role?: 'alert' | 'status';
  /** Waiting, but nothing is under way just now. */
  still?: boolean;
  ref?: Ref<HTMLDivElement>;
}

export function Notice({ tone, title, children, role, still = false, ref }: NoticeProps) {
  return (
    <div
      className={`notice notice-${tone}${still ? ' notice-still' : ''}`}
      role={role}
      tabIndex={-1}
      ref={ref}
    >
      <svg
        className="notice-mark"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden="true"
      >
        <path d={marks[tone]} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <div className="notice-body">
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

const ring = 'M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z';

const marks: Record<Tone, string> = {
  info: `${ring}M10 9v5M10 6v.01`,
  good: `${ring}M6.5 10.3l2.5 2.5 4.7-5.3`,
  wait: 'M10 2a8 8 0 1 1-8 8',
  bad: `${ring}M10 6v5M10 14v.01`,
};
