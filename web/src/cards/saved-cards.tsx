import './saved-cards.css';
import { useState } from 'react';
import { useList } from '../hooks/use-list.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Loaded } from '../ui/loaded.js';
import { MoreButton } from '../ui/more-button.js';
import { focusHeading } from '../ui/page-heading.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { AddCard } from './add-card.js';
import { listCards } from './list-cards.js';
import { SavedCardRow } from './saved-card-row.js';

/** The customer's cards at Stripe: add one, remove one, choose the default one. */
export function SavedCards() {
  const cards = useList(['cards'], listCards);
  // Null: not yet.
  const [adding, setAdding] = useState<boolean | null>(null);

  async function changed(words: string): Promise<void> {
    setAdding(false);
    // First, so that the list is at most a moment behind the words.
    await cards.refetch();
    toast(words);
    // What was pressed is gone by now.
    focusHeading();
  }

  return (
    <div className="panel stack">
      <Loaded query={cards} loading={<SkeletonLines count={3} />}>
        {() =>
          cards.rows.length === 0 ? (
            <p className="soft">{text.cards.empty}</p>
          ) : (
            <ul>
              {cards.rows.map((card) => (
                <SavedCardRow key={card.id} card={card} onChanged={changed} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <MoreButton list={cards} />
      {/* Not before its place is known. */}
      {!cards.isPending &&
        (adding ? (
          <AddCard onAdded={() => void changed(text.cards.added)} onCancel={() => setAdding(false)} />
        ) : (
          <div className="row">
            <Button look="quiet" autoFocus={adding === false} onPress={() => setAdding(true)}>
              {text.cards.add}
            </Button>
          </div>
        ))}
    </div>
  );
}
