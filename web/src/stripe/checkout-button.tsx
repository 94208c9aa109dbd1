import './checkout-button.css';
import { useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import { api } from '../api/client.js';
import { asApiError } from '../hooks/use-resource.js';
import { checkoutReturnPath } from '../orders/checkout-return.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';

interface CheckoutButtonProps {
  orderId: string;
  orderPath: string;
  /** The order was paid in another tab meanwhile, or cannot be paid any more. */
  onSettled: () => void;
}

/** The other way to pay: Stripe's own page, which has more methods than our form. */
export function CheckoutButton({ orderId, orderPath, onSettled }: CheckoutButtonProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { origin } = window.location;

  async function leave() {
    setBusy(true);
    setError(null);
    try {
      const { url } = await api.openCheckout({
        order_id: orderId,
        success_url: origin + checkoutReturnPath(orderPath),
        cancel_url: `${origin}${orderPath}/pay`,
      });
      // Stays busy: the page is about to go.
      window.location.assign(url);
    } catch (cause) {
      const failure = asApiError(cause);
      setBusy(false);
      if (failure.code === 'payment_already_processed' || failure.code === 'order_not_payable') onSettled();
      else setError(failure);
    }
  }

  return (
    <div className="other-way stack">
      <p className="other-way-or">{text.pay.or}</p>
      <Button look="quiet" wide busy={busy} onClick={() => void leave()}>
        {busy ? text.pay.leaving : text.pay.onStripesPage}
      </Button>
      {error && <Failure error={error} title={text.pay.openTitle} />}
    </div>
  );
}
