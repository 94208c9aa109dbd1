import './payment-form.css';
import type { PaymentIntent } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { ConfirmEnd } from './confirm-end.js';
import { confirmSavedCard } from './confirm-payment.js';
import { loadStripe } from './load-stripe.js';
import { useConfirmation } from './use-confirmation.js';

interface SavedCardFormProps {
  scriptUrl: string;
  opened: PaymentIntent;
  cardId: string;
  label: string;
  returnUrl: string;
  onSent: () => void;
}

/** Nothing to fill in: Stripe has the card. */
export function SavedCardForm({ scriptUrl, opened, cardId, label, returnUrl, onSent }: SavedCardFormProps) {
  const { busy, setback, submit } = useConfirmation(onSent);

  async function confirm() {
    const script = await loadStripe(scriptUrl).catch(() => null);
    // Nothing was sent.
    if (!script) return { outcome: 'declined', reason: text.pay.loadFailed } as const;
    return confirmSavedCard(script(opened.publishable_key), opened.client_secret, { cardId, returnUrl });
  }

  return (
    <form className="stack" onSubmit={(event) => submit(event, confirm)}>
      <ConfirmEnd {...{ label, busy, setback }} words={text.pay} />
    </form>
  );
}
