import { AccountLayout } from '../account/account-layout.js';
import { SavedCards } from '../cards/saved-cards.js';
import { text } from '../text/text.js';

export function CardsPage() {
  return (
    <AccountLayout title={text.cards.title}>
      <SavedCards />
    </AccountLayout>
  );
}
