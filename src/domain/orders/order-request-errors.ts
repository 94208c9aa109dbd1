import { DomainError } from '../shared/domain-error.js';

/** Not in the shop: it does not exist, or it or its product is inactive. */
export class PriceUnknown extends DomainError {
  constructor(position: number, priceId: string) {
    const message = `Price ${priceId} is not for sale.`;
    super('price_unknown', 'unprocessable', message, { errors: [errorAt(position, message)] });
    this.name = 'PriceUnknown';
  }
}

export class PriceNotOneTime extends DomainError {
  constructor(position: number, priceId: string) {
    const message = `Price ${priceId} is recurring: subscribe to it instead of ordering it.`;
    super('price_not_one_time', 'unprocessable', message, { errors: [errorAt(position, message)] });
    this.name = 'PriceNotOneTime';
  }
}

export class CurrencyMixed extends DomainError {
  constructor(currencies: readonly string[]) {
    super(
      'currency_mixed',
      'unprocessable',
      `An order is in one currency, and these items are in ${currencies.join(' and ')}. Place one order for each.`,
    );
    this.name = 'CurrencyMixed';
  }
}

function errorAt(position: number, message: string): { field: string; message: string } {
  return { field: `items.${position}.price_id`, message };
}
