import { kaikei } from '../api/kaikei.js';
import { text } from '../text/text.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface CancelOrderProps {
  orderId: string;
  onCancelled: () => void;
}

export function CancelOrder({ orderId, onCancelled }: CancelOrderProps) {
  const words = text.order;
  return (
    <ConfirmDialog
      look="danger"
      title={words.cancelQuestion}
      yes={words.cancelYes}
      doing={words.cancelling}
      no={words.cancelNo}
      trigger={(open) => (
        <Button look="plain" onPress={open}>
          {words.cancel}
        </Button>
      )}
      onConfirm={async () => {
        await kaikei.post('/api/orders/{id}/cancel', { path: { id: orderId } });
        announce(words.cancelled);
        onCancelled();
      }}
    >
      <p className="soft">{words.cancelNote}</p>
    </ConfirmDialog>
  );
}
