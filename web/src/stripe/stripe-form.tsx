import './payment-form.css';
import { type ReactNode, useRef, useState } from 'react';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { useStore } from '../store/store.js';
import { language } from '../text/language.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { ConfirmEnd, type ConfirmWords } from './confirm-end.js';
import type { Confirmation } from './confirm-payment.js';
import { CardFieldsSkeleton } from './payment-form-skeleton.js';
import { useConfirmation } from './use-confirmation.js';
import { usePaymentElement } from './use-payment-element.js';

interface StripeFormProps {
  scriptUrl: string;
  /** What our server answered when it opened the payment, or the saving of a card. */
  opened: { publishable_key: string; client_secret: string };
  label: string;
  words: ConfirmWords;
  confirm: (stripe: Stripe, elements: StripeElements) => Promise<Confirmation>;
  /** It is with Stripe now. */
  onSent: () => void;
  /** Between Stripe's form and the button. */
  children?: ReactNode;
}

/** Stripe's own form, in its frame, with our button. In another language it is another form: Stripe's keeps the one that it began with. */
export function StripeForm(props: StripeFormProps) {
  return <FormInOneLanguage key={useStore(language)} {...props} />;
}

function FormInOneLanguage({ scriptUrl, opened, label, words, confirm, onSent, children }: StripeFormProps) {
  const place = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const { busy, setback, submit } = useConfirmation(onSent);
  const source = { scriptUrl, publishableKey: opened.publishable_key, clientSecret: opened.client_secret };
  const element = usePaymentElement(place, source, attempt);
  const ready = element.state === 'ready' ? () => confirm(element.stripe, element.elements) : null;

  if (element.state === 'failed') return <LoadFailure onRetry={() => setAttempt(attempt + 1)} />;
  return (
    <form className="stack" onSubmit={(event) => submit(event, ready)}>
      <div className="payment-place">
        {element.state === 'loading' && (
          <div className="payment-placeholder">
            <CardFieldsSkeleton />
          </div>
        )}
        <div ref={place} />
      </div>
      {children}
      <ConfirmEnd {...{ label, words, busy, setback }} loading={element.state === 'loading'} />
    </form>
  );
}

function LoadFailure({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice tone="bad" role="alert" title={text.pay.loadFailedTitle}>
      <p>{text.pay.loadFailed}</p>
      <div className="row">
        <Button look="quiet" onPress={onRetry}>
          {text.common.retry}
        </Button>
      </div>
    </Notice>
  );
}
