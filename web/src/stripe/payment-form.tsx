import './payment-form.css';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { Config, PaymentIntent } from '../api/types.js';
import { formatMoney } from '../text/format.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { type Confirmation, confirmPayment } from './confirm-payment.js';
import { CardFieldsSkeleton } from './payment-form-skeleton.js';
import { usePaymentElement } from './use-payment-element.js';

interface PaymentFormProps {
  config: Config;
  intent: PaymentIntent;
  /** Where methods that need another page come back to. */
  returnUrl: string;
  /** The payment is with Stripe now. */
  onSent: () => void;
}

type Setback = Extract<Confirmation, { outcome: 'declined' | 'unknown' }>;

export function PaymentForm({ config, intent, returnUrl, onSent }: PaymentFormProps) {
  const place = useRef<HTMLDivElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [setback, setSetback] = useState<Setback | null>(null);
  const element = usePaymentElement(
    place,
    {
      scriptUrl: config.stripe_js_url,
      publishableKey: intent.publishable_key,
      clientSecret: intent.client_secret,
    },
    attempt,
  );

  useEffect(() => {
    if (setback) notice.current?.focus();
  }, [setback]);

  async function pay(event: SubmitEvent) {
    event.preventDefault();
    if (busy || element.state !== 'ready') return;
    setBusy(true);
    setSetback(null);
    const confirmation = await confirmPayment(element.stripe, element.elements, returnUrl);
    if (confirmation.outcome === 'sent') {
      onSent();
      return;
    }
    setBusy(false);
    if (confirmation.outcome !== 'incomplete') setSetback(confirmation);
  }

  if (element.state === 'failed') return <LoadFailure onRetry={() => setAttempt(attempt + 1)} />;
  return (
    <form className="stack" onSubmit={(event) => void pay(event)}>
      <div className="payment-place">
        {element.state === 'loading' && (
          <div className="payment-placeholder">
            <CardFieldsSkeleton />
          </div>
        )}
        <div ref={place} />
      </div>
      <Button type="submit" wide busy={busy || element.state === 'loading'}>
        {busy ? text.pay.submitting : text.pay.submit(formatMoney(intent.amount, intent.currency))}
      </Button>
      {setback && (
        <Notice
          tone="bad"
          role="alert"
          title={setback.outcome === 'declined' ? text.pay.declinedTitle : text.pay.unsureTitle}
          ref={notice}
        >
          {setback.outcome === 'declined' && <p>{setback.reason ?? text.pay.notConfirmed}</p>}
          <p>{setback.outcome === 'declined' ? text.pay.tryAgain : text.pay.unsure}</p>
        </Notice>
      )}
      <p className="secure">
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
          <path d="M3.5 7h9v6.5h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7" strokeLinejoin="round" />
        </svg>
        {text.pay.secure}
      </p>
    </form>
  );
}

function LoadFailure({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice tone="bad" role="alert" title={text.pay.loadFailedTitle}>
      <p>{text.pay.loadFailed}</p>
      <div className="row">
        <Button look="quiet" onClick={onRetry}>
          {text.common.retry}
        </Button>
      </div>
    </Notice>
  );
}
