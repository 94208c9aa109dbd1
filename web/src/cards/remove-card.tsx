import { ApiError, type PaymentMethod } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { cardName, spokenCardName } from './card-facts.js';

interface RemoveCardProps {
  card: PaymentMethod;
  onRemoved: () => Promise<void>;
}

export function RemoveCard({ card, onRemoved }: RemoveCardProps) {
  const words = text.cards;
  return (
    <ConfirmDialog
      title={words.removeQuestion(cardName(card))}
      yes={words.removeYes}
      doing={words.removing}
      no={words.removeNo}
      trigger={(open) => (
        <Button look="plain" aria-label={words.removeNamed(spokenCardName(card))} onPress={open}>
          {words.remove}
        </Button>
      )}
      onConfirm={async () => {
        await removeCard(card.id);
        await onRemoved();
      }}
    >
      <p className="soft">{words.removeNote}</p>
    </ConfirmDialog>
  );
}

async function removeCard(id: string): Promise<void> {
  try {
    await kaikei.delete('/api/payment-methods/{id}', { path: { id } });
  } catch (cause) {
    // Removed in another tab, or by this one, whose answer was lost.
    if (!(cause instanceof ApiError && cause.code === 'payment_method_not_found')) throw cause;
  }
}
