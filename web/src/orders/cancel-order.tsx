import { useRef, useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import { api } from '../api/client.js';
import { asApiError } from '../hooks/use-resource.js';
import { text } from '../text/text.js';
import { announce } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Failure } from '../ui/failure.js';

interface CancelOrderProps {
  orderId: string;
  onCancelled: () => void;
}

export function CancelOrder({ orderId, onCancelled }: CancelOrderProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const words = text.order;

  async function cancel() {
    setBusy(true);
    setError(null);
    try {
      await api.cancelOrder(orderId);
      dialog.current?.close();
      announce(words.cancelled);
      onCancelled();
    } catch (cause) {
      setError(asApiError(cause));
    }
    setBusy(false);
  }

  return (
    <>
      <Button look="plain" onClick={() => dialog.current?.showModal()}>
        {words.cancel}
      </Button>
      <Dialog ref={dialog} title={words.cancelQuestion}>
        {error && <Failure error={error} />}
        <div className="row">
          <Button busy={busy} onClick={() => void cancel()}>
            {busy ? words.cancelling : words.cancelYes}
          </Button>
          <Button look="quiet" onClick={() => dialog.current?.close()}>
            {words.cancelNo}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
