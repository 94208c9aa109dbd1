import { api } from '../api/client.js';
import { loadConfig } from '../hooks/use-config.js';
import { useResource } from '../hooks/use-resource.js';
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
  const [opened, reload] = useResource('setup', async (signal) => {
    const [config, setup] = await Promise.all([loadConfig(), api.openSetupIntent(signal)]);
    return { config, setup };
  });
  const words = text.cards;
  return (
    <div className="stack">
      {opened.state === 'loading' && <PaymentFormSkeleton />}
      {opened.state === 'failed' && <Failure error={opened.error} title={words.openTitle} onRetry={reload} />}
      {opened.state === 'ready' && (
        <StripeForm
          scriptUrl={opened.value.config.stripe_js_url}
          opened={opened.value.setup}
          label={words.adding.submit}
          words={words.adding}
          confirm={(stripe, elements) => confirmSetup(stripe, elements, `${window.location.origin}/account`)}
          onSent={onAdded}
        />
      )}
      <div className="row">
        <Button look="plain" onClick={onCancel}>
          {words.cancelAdd}
        </Button>
      </div>
    </div>
  );
}
