import './checkout-button.css';
import { useState } from 'react';
import { ApiError } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import { useAction } from '../hooks/use-action.js';
import { checkoutCancelPath, checkoutReturnPath } from '../orders/checkout-return.js';
import { language } from '../text/language.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';

interface CheckoutButtonProps {
  orderId: string;
  orderPath: string;
  /** The order was paid in another tab meanwhile, or cannot be paid any more. */
  onSettled: () => void;
}

/** Refusals that mean: there is nothing to pay any more. */
const SETTLED = ['payment_already_processed', 'order_not_payable'];

/** The other way to pay: Stripe's own page, which has more methods than our form. */
export function CheckoutButton({ orderId, orderPath, onSettled }: CheckoutButtonProps) {
  const [leaving, setLeaving] = useState(false);
  const { origin } = window.location;
  const { busy, error, start } = useAction(async () => {
    try {
      const { url } = await kaikei.post('/api/checkout', {
        body: {
          order_id: orderId,
          success_url: origin + checkoutReturnPath(orderPath),
          cancel_url: origin + checkoutCancelPath(orderPath),
          locale: language.get() ?? 'en',
        },
      });
      // Stays busy: the page is about to go.
      setLeaving(true);
      window.location.assign(url);
    } catch (cause) {
      if (!(cause instanceof ApiError && SETTLED.includes(cause.code))) throw cause;
      onSettled();
    }
  });

  return (
    <div className="other-way stack">
      <p className="other-way-or">{text.pay.or}</p>
      <Button look="quiet" wide busy={busy || leaving} onPress={start}>
        {busy || leaving ? text.pay.leaving : text.pay.onStripesPage}
      </Button>
      {error && <Failure error={error} title={text.pay.openTitle} />}
    </div>
  );
}
