import type { PaymentProgress } from './payment-progress.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';

interface PaymentNoticeProps {
  progress: PaymentProgress;
  /** Whether the customer has just paid, rather than come back to an old order. */
  justPaid: boolean;
  onCheck: () => void;
}

/** Where the payment stands, said aloud by screen readers whenever it changes. */
export function PaymentNotice(props: PaymentNoticeProps) {
  return (
    <div className="notice-place" role="status">
      <Words {...props} />
    </div>
  );
}

function Words({ progress, justPaid, onCheck }: PaymentNoticeProps) {
  const words = text.watch;
  switch (progress) {
    case 'waiting':
      return (
        <Notice tone="wait" title={words.waitingTitle}>
          <p>{words.waiting}</p>
        </Notice>
      );
    case 'unconfirmed':
      return (
        <Notice tone="wait" still title={words.unconfirmedTitle}>
          <p>{words.unconfirmed}</p>
          <CheckAgain onCheck={onCheck} />
        </Notice>
      );
    case 'processing':
      return (
        <Notice tone="wait" title={text.order.status.processing}>
          <p>{words.processing}</p>
          <CheckAgain onCheck={onCheck} />
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" title={words.failedTitle}>
          <p>{words.failed}</p>
        </Notice>
      );
    case 'paid':
      return justPaid ? (
        <Notice tone="good" title={words.paidTitle}>
          <p>{words.paid}</p>
        </Notice>
      ) : null;
    case 'open':
    case 'settled':
      return null;
  }
}

function CheckAgain({ onCheck }: { onCheck: () => void }) {
  return (
    <div className="row">
      <Button look="quiet" onPress={onCheck}>
        {text.watch.check}
      </Button>
    </div>
  );
}
