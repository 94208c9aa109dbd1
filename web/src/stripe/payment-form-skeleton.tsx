import './payment-form.css';
import { text } from '../text/text.js';
import { Skeleton } from '../ui/skeleton.js';

interface PaymentFormSkeletonProps {
  /** The form will ask whether to keep the card. */
  offersToSave?: boolean;
}

/** The place of the whole payment form until its payment is open. */
export function PaymentFormSkeleton({ offersToSave = false }: PaymentFormSkeletonProps) {
  return (
    <div className="stack">
      <CardFieldsSkeleton />
      {offersToSave && (
        <div className="save-place">
          <Skeleton height="100%" />
        </div>
      )}
      <Skeleton height="2.75rem" />
      <div className="secure-place">
        <Skeleton height="100%" />
      </div>
    </div>
  );
}

/** The place of Stripe's card form until it is there. */
export function CardFieldsSkeleton() {
  return (
    <div className="payment-place">
      <span className="visually-hidden" role="status">
        {text.pay.loading}
      </span>
      <div className="stack" aria-hidden="true">
        <Skeleton width="30%" />
        <Skeleton height="2.75rem" />
        <div className="payment-pair">
          <Skeleton height="2.75rem" />
          <Skeleton height="2.75rem" />
        </div>
        <Skeleton height="2.75rem" />
      </div>
    </div>
  );
}
