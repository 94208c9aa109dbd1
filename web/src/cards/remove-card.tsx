import { useRef, useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import { api } from '../api/client.js';
import type { SavedCard } from '../api/types.js';
import { asApiError } from '../hooks/use-resource.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Failure } from '../ui/failure.js';
import { cardName, spokenCardName } from './card-facts.js';

interface RemoveCardProps {
  card: SavedCard;
  onRemoved: () => void;
}

export function RemoveCard({ card, onRemoved }: RemoveCardProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const words = text.cards;

  function removed() {
    dialog.current?.close();
    onRemoved();
  }

  async function remove() {
    setBusy(true);
    setError(null);
    try {
      await api.removeCard(card.id);
      removed();
    } catch (cause) {
      const failure = asApiError(cause);
      // Removed in another tab, or by this one, whose answer was lost.
      if (failure.code === 'payment_method_not_found') removed();
      else setError(failure);
    }
    setBusy(false);
  }

  return (
    <>
      <Button
        look="plain"
        aria-label={words.removeNamed(spokenCardName(card))}
        onClick={() => dialog.current?.showModal()}
      >
        {words.remove}
      </Button>
      <Dialog ref={dialog} title={words.removeQuestion(cardName(card))}>
        <p className="soft">{words.removeNote}</p>
        {error && <Failure error={error} />}
        <div className="row">
          <Button busy={busy} onClick={() => void remove()}>
            {busy ? words.removing : words.removeYes}
          </Button>
          <Button look="quiet" onClick={() => dialog.current?.close()}>
            {words.removeNo}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
