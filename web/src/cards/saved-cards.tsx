import './saved-cards.css';
import { useRef, useState } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../hooks/use-pages.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { MoreButton } from '../ui/more-button.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { AddCard } from './add-card.js';
import { SavedCardRow } from './saved-card-row.js';

/** The customer's cards at Stripe: add one, remove one, choose the default one. */
export function SavedCards() {
  const heading = useRef<HTMLHeadingElement>(null);
  const cards = usePages('cards', api.listCards);
  const [adding, setAdding] = useState(false);

  function changed(words: string) {
    toast(words);
    setAdding(false);
    // What was pressed is gone by now.
    heading.current?.focus();
    cards.reload();
  }

  return (
    <section className="panel stack" aria-labelledby="saved-cards">
      <h2 id="saved-cards" className="cards-heading" tabIndex={-1} ref={heading}>
        {text.cards.title}
      </h2>
      {cards.first.state === 'loading' && <SkeletonLines count={3} />}
      {cards.first.state === 'failed' && <Failure error={cards.first.error} onRetry={cards.reload} />}
      {cards.first.state === 'ready' && cards.rows.length === 0 && <p className="soft">{text.cards.empty}</p>}
      {cards.rows.length > 0 && (
        <ul className="cards">
          {cards.rows.map((card) => (
            <SavedCardRow key={card.id} card={card} onChanged={changed} />
          ))}
        </ul>
      )}
      <MoreButton pages={cards} />
      {adding ? (
        <AddCard onAdded={() => changed(text.cards.added)} onCancel={() => setAdding(false)} />
      ) : (
        <div className="row">
          <Button look="quiet" onClick={() => setAdding(true)}>
            {text.cards.add}
          </Button>
        </div>
      )}
    </section>
  );
}
