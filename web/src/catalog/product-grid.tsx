import './product-grid.css';
import { Children, type ReactNode } from 'react';
import { text } from '../text/text.js';
import { Skeleton } from '../ui/skeleton.js';

export function ProductGrid({ children }: { children: ReactNode }) {
  return (
    <ul className="product-grid">
      {Children.map(children, (card) => (
        <li>{card}</li>
      ))}
    </ul>
  );
}

// About what fits on a first screen.
const PLACES = 6;

export function ProductGridSkeleton() {
  return (
    <>
      <p className="visually-hidden" role="status">
        {text.common.loading}
      </p>
      {/* As high as the choice of currencies. */}
      <Skeleton width="16rem" height="2.875rem" />
      <div aria-hidden="true" className="product-grid">
        {Array.from({ length: PLACES }, (_, index) => (
          <div key={index} className="card">
            <div className="card-picture">
              <Skeleton height="100%" />
            </div>
            <div className="card-body">
              <Skeleton width="60%" height="1.35rem" />
              <Skeleton width="95%" />
              <div className="card-foot">
                <Skeleton width="35%" height="1.75rem" />
                <Skeleton height="2.75rem" />
              </div>
            </div>
          </div>
        ))}
      </div>
    </>
  );
}
