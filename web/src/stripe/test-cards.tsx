import { text } from '../text/text.js';
import { Notice } from '../ui/notice.js';

/** Stripe's own test numbers (https://docs.stripe.com/testing), shown where no real money moves. */
export function TestCards() {
  return (
    <Notice tone="info" title={text.pay.testTitle}>
      <ul className="small">
        <li>
          <code>4242 4242 4242 4242</code> {text.pay.testPay}
        </li>
        <li>
          <code>4000 0000 0000 0002</code> {text.pay.testDecline}
        </li>
      </ul>
      <p className="small">{text.pay.testNote}</p>
    </Notice>
  );
}
