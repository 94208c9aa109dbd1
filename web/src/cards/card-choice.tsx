import './card-choice.css';
import { useId } from 'react';
import type { PaymentMethod } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { briefExpiry, cardExpiry, cardName, spokenCardName } from './card-facts.js';

interface CardChoiceProps {
  cards: PaymentMethod[];
  /** Null: another way. */
  chosen: string | null;
  onChoose: (id: string | null) => void;
}

/** Which of the saved cards pays, or another way. */
export function CardChoice({ cards, chosen, onChoose }: CardChoiceProps) {
  const name = useId();
  const radio = (id: string | null) => ({ name, checked: chosen === id, onChange: () => onChoose(id) });
  return (
    <fieldset>
      <legend className="field-label">{text.cards.payWith}</legend>
      <div className="card-choice">
        {cards.map((card) => (
          <label key={card.id} className="card-option">
            <input
              type="radio"
              {...radio(card.id)}
              aria-label={`${spokenCardName(card)}, ${cardExpiry(card)}`}
            />
            <span className="card-option-name">{cardName(card)}</span>
            <span className="small soft money">{briefExpiry(card)}</span>
          </label>
        ))}
        <label className="card-option">
          <input type="radio" {...radio(null)} />
          <span className="card-option-name">{text.cards.another}</span>
        </label>
      </div>
    </fieldset>
  );
}
