import '../orders/status-badge.css';
import { useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import { api } from '../api/client.js';
import type { SavedCard } from '../api/types.js';
import { asApiError } from '../hooks/use-resource.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { cardExpiry, cardName, spokenCardName } from './card-facts.js';
import { RemoveCard } from './remove-card.js';

interface SavedCardRowProps {
  card: SavedCard;
  /** @param words what has happened, for the customer */
  onChanged: (words: string) => void;
}

export function SavedCardRow({ card, onChanged }: SavedCardRowProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const name = spokenCardName(card);

  async function makeDefault() {
    setBusy(true);
    setError(null);
    try {
      await api.makeDefaultCard(card.id);
      onChanged(text.cards.madeDefault(name));
    } catch (cause) {
      setError(asApiError(cause));
    }
    setBusy(false);
  }

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
          <span className="badge badge-quiet">{text.cards.isDefault}</span>
        ) : (
          <Button
            look="plain"
            busy={busy}
            aria-label={text.cards.makeDefaultNamed(name)}
            onClick={() => void makeDefault()}
          >
            {text.cards.makeDefault}
          </Button>
        )}
        <RemoveCard card={card} onRemoved={() => onChanged(text.cards.removed(name))} />
      </div>
      {error && <Failure error={error} />}
    </li>
  );
}
