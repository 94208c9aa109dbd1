import type { SavedCardView } from '../../application/payments/list-saved-cards.js';
import type { PaymentMethodResponse } from './payment-method.dto.js';

export function presentCard(card: SavedCardView): PaymentMethodResponse {
  return {
    id: card.id,
    brand: card.brand,
    last4: card.last4,
    exp_month: card.expMonth,
    exp_year: card.expYear,
    funding: card.funding,
    wallet: card.wallet,
    is_default: card.isDefault,
    created_at: card.createdAt.toISOString(),
  };
}
