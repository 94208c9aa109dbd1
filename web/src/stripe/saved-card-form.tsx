import './payment-form.css';
import type { PaymentIntent } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { ConfirmEnd } from './confirm-end.js';
import { confirmSavedCard } from './confirm-payment.js';
import { startStripe } from './load-stripe.js';
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
    const stripe = await startStripe(scriptUrl, opened.publishable_key).catch(() => null);
    // Nothing was sent.
    if (!stripe) return { outcome: 'declined', reason: text.pay.loadFailed, code: null } as const;
    return confirmSavedCard(stripe, opened.client_secret, { cardId, returnUrl });
  }

  return (
    <form className="stack" onSubmit={(event) => submit(event, confirm)}>
      <ConfirmEnd {...{ label, busy, setback }} words={text.pay} />
    </form>
  );
}
