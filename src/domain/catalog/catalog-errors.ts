import { DomainError } from '../shared/domain-error.js';

export class ProductNotFound extends DomainError {
  constructor(productId: string) {
    super('product_not_found', 'not_found', `There is no product ${productId}.`);
    this.name = 'ProductNotFound';
  }
}

export class PriceNotFound extends DomainError {
  constructor(priceId: string) {
    super('price_not_found', 'not_found', `There is no price ${priceId}.`);
    this.name = 'PriceNotFound';
  }
}

/** An order refers to the price: what it costs can no longer change. */
export class PriceImmutable extends DomainError {
  constructor(priceId: string) {
    super(
      'price_immutable',
      'conflict',
      `Price ${priceId} has been ordered, so only "active" can change. Deactivate it and make a new price.`,
    );
    this.name = 'PriceImmutable';
  }
}

/** The parts of a price contradict each other or its currency. `field` is the property's public name. */
export class PriceInvalid extends DomainError {
  constructor(field: string, message: string) {
    super('price_invalid', 'unprocessable', message, { errors: [{ field, message }] });
    this.name = 'PriceInvalid';
  }
}
