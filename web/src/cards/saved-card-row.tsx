import type { PaymentMethod } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import { useAction } from '../hooks/use-action.js';
import { text } from '../text/text.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { cardExpiry, cardName, spokenCardName } from './card-facts.js';
import { RemoveCard } from './remove-card.js';

interface SavedCardRowProps {
  card: PaymentMethod;
  /** @param words what has happened, for the customer */
  onChanged: (words: string) => Promise<void>;
}

export function SavedCardRow({ card, onChanged }: SavedCardRowProps) {
  const name = spokenCardName(card);
  const { busy, error, start } = useAction(async () => {
    await kaikei.post('/api/payment-methods/{id}/default', { path: { id: card.id } });
    await onChanged(text.cards.madeDefault(name));
  });

  return (
    <li className="card-row">
      <div>
        <p className="card-row-name">
          <span aria-hidden="true">{cardName(card)}</span>
          <span className="visually-hidden">{name}</span>
        </p>
        <p className="small soft">{cardExpiry(card)}</p>
      </div>
      <div className="row card-row-controls">
        {card.is_default ? (
          <Badge tone="quiet">{text.cards.isDefault}</Badge>
        ) : (
          <Button look="plain" busy={busy} aria-label={text.cards.makeDefaultNamed(name)} onPress={start}>
            {text.cards.makeDefault}
          </Button>
        )}
        <RemoveCard card={card} onRemoved={() => onChanged(text.cards.removed(name))} />
      </div>
      {error && <Failure error={error} />}
    </li>
  );
}
