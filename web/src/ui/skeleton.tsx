import './skeleton.css';
import type { CSSProperties } from 'react';
import { text } from '../text/text.js';

interface SkeletonProps {
  width?: string;
  height?: string;
}

/** The place of something that is on its way, in its later size. */
export function Skeleton({ width = '100%', height }: SkeletonProps) {
  const style: CSSProperties = { width, ...(height && { height }) };
  return <span className="skeleton" style={style} aria-hidden="true" />;
}

export function SkeletonLines({ count }: { count: number }) {
  return (
    <div className="stack">
      <span className="visually-hidden" role="status">
        {text.common.loading}
      </span>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} width={`${90 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}
