import './saved-cards.css';
import { useRef, useState } from 'react';
import { api } from '../api/client.js';
import type { SavedCard } from '../api/types.js';
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
  // What was there before the list is loaded again, so that nothing jumps.
  const [before, setBefore] = useState<SavedCard[]>([]);
  const loading = cards.first.state === 'loading';
  const rows = loading ? before : cards.rows;

  function changed(words: string) {
    toast(words);
    setAdding(false);
    // What was pressed is gone by now.
    heading.current?.focus();
    setBefore(rows);
    cards.reload();
  }

  return (
    <section className="panel stack" aria-labelledby="saved-cards">
      <h2 id="saved-cards" className="cards-heading" tabIndex={-1} ref={heading}>
        {text.cards.title}
      </h2>
      {loading && rows.length === 0 && <SkeletonLines count={3} />}
      {cards.first.state === 'failed' && <Failure error={cards.first.error} onRetry={cards.reload} />}
      {cards.first.state === 'ready' && rows.length === 0 && <p className="soft">{text.cards.empty}</p>}
      {rows.length > 0 && (
        <ul>
          {rows.map((card) => (
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
