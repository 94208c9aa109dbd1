import { useQuery } from '@tanstack/react-query';
import type { PaymentMethod } from 'kaikei-sdk';
import { kaikei } from '../../api/kaikei.js';
import { adminText, text } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import { Loaded } from '../../ui/loaded.js';
import { SkeletonLines } from '../../ui/skeleton.js';

/** What Stripe tells of a customer's saved cards: nothing that could be paid with. */
export function CustomerCards({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['admin', 'cards', id],
    queryFn: ({ signal }) => kaikei.get('/api/admin/users/{id}/payment-methods', { path: { id }, signal }),
  });
  const words = adminText.customer;
  return (
    <section className="panel stack" aria-labelledby="cards">
      <h2 id="cards">{words.cards}</h2>
      <Loaded query={query} loading={<SkeletonLines count={2} />}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{words.noCards}</p>
          ) : (
            <ul className="stack">
              {data.map((card) => (
                <Card key={card.id} card={card} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Card({ card }: { card: PaymentMethod }) {
  const words = text.cards;
  const expiry = words.expiry(String(card.exp_month).padStart(2, '0'), String(card.exp_year));
  return (
    <li>
      <span className="row">
        {words.name(card.brand, card.last4)}
        {card.is_default && <Badge tone="quiet">{adminText.customer.isDefault}</Badge>}
      </span>
      <span className="small soft">{words.expires(expiry)}</span>
    </li>
  );
}
