import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asApiError } from '../api/as-api-error.js';
import { kaikei } from '../api/kaikei.js';
import { loadConfig } from '../hooks/use-config.js';
import { confirmSetup } from '../stripe/confirm-payment.js';
import { PaymentFormSkeleton } from '../stripe/payment-form-skeleton.js';
import { StripeForm } from '../stripe/stripe-form.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';

interface AddCardProps {
  onAdded: () => void;
  onCancel: () => void;
}

/** Stripe's form for a card that is kept and not charged. */
export function AddCard({ onAdded, onCancel }: AddCardProps) {
  // The button that was pressed is gone.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const opened = useQuery({
    queryKey: ['setup'],
    queryFn: async ({ signal }) => {
      const [config, setup] = await Promise.all([
        loadConfig(),
        kaikei.post('/api/payment-methods/setup-intent', { signal }),
      ]);
      return { config, setup };
    },
    // Each is for one card, and once.
    gcTime: 0,
    staleTime: Infinity,
  });
  const words = text.cards;
  return (
    <div className="stack" role="group" aria-label={words.add} tabIndex={-1} ref={place}>
      {opened.isPending && <PaymentFormSkeleton />}
      {opened.error && (
        <Failure
          error={asApiError(opened.error)}
          title={words.openTitle}
          onRetry={() => void opened.refetch()}
        />
      )}
      {opened.data && (
        <StripeForm
          scriptUrl={opened.data.config.stripe_js_url}
          opened={opened.data.setup}
          label={words.adding.submit}
          words={words.adding}
          confirm={(stripe, elements) => confirmSetup(stripe, elements, `${window.location.origin}/account`)}
          onSent={onAdded}
        />
      )}
      <div className="row">
        <Button look="plain" onPress={onCancel}>
          {words.cancelAdd}
        </Button>
      </div>
    </div>
  );
}
