import { useState } from 'react';
import type { Config, PaymentIntent, PaymentMethod } from 'kaikei-sdk';
import { CardChoice } from '../cards/card-choice.js';
import { preferredCard } from '../cards/card-facts.js';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { Check } from '../ui/check.js';
import { confirmPayment } from './confirm-payment.js';
import { SavedCardForm } from './saved-card-form.js';
import { StripeForm } from './stripe-form.js';

interface PaymentFormProps {
  config: Config;
  intent: PaymentIntent;
  /** Those that Stripe keeps for this customer. */
  cards: PaymentMethod[];
  /** Where methods that need another page come back to. */
  returnUrl: string;
  /** The payment is with Stripe now. */
  onSent: () => void;
}

/** Pays with a saved card, or with one that is typed into Stripe's form. */
export function PaymentForm({ config, intent, cards, returnUrl, onSent }: PaymentFormProps) {
  const [cardId, setCardId] = useState(preferredCard(cards)?.id ?? null);
  const [saves, setSaves] = useState(false);
  const label = text.pay.submit(formatMoney(intent.amount, intent.currency));
  const common = { scriptUrl: config.stripe_js_url, opened: intent, label, onSent };
  return (
    <>
      {cards.length > 0 && <CardChoice cards={cards} chosen={cardId} onChoose={setCardId} />}
      {cardId === null ? (
        <StripeForm
          {...common}
          words={text.pay}
          confirm={(stripe, elements) => confirmPayment(stripe, elements, { returnUrl, saves })}
        >
          <Check checked={saves} onChange={(event) => setSaves(event.target.checked)}>
            {text.cards.save}
            <span className="small soft save-note">{text.cards.saveNote}</span>
          </Check>
        </StripeForm>
      ) : (
        <SavedCardForm key={cardId} {...common} {...{ cardId, returnUrl }} />
      )}
    </>
  );
}
