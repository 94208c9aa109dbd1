import type { Price, PriceSnapshot } from '../../../domain/catalog/price.js';

/** A price that can be ordered now: it and its product are active. */
export type PriceOffer = Pick<
  PriceSnapshot,
  'productId' | 'currency' | 'unitAmountMinor' | 'type' | 'taxBehavior' | 'taxRatePpm' | 'captureMethod'
> & {
  readonly priceId: string;
  readonly productName: string;
};

export abstract class IPriceRepository {
  /** Many may add the same one at once. @returns false when the id stands already. */
  abstract insertIfAbsent(price: Price): Promise<boolean>;

  /**
   * Once per loaded price.
   * @throws StaleWriteError when someone else changed it since it was read.
   */
  abstract update(price: Price): Promise<void>;

  /** Locks the price until the transaction ends, against changes and against being ordered. Only inside IUnitOfWork.run. */
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<Price | null>;

  /**
   * What is for sale of `priceIds`, in no particular order; others are left out. The prices cannot change until the
   * transaction ends, while others may order them too. Only inside IUnitOfWork.run.
   */
  abstract findOffersForShare(organizationId: string, priceIds: readonly string[]): Promise<PriceOffer[]>;
}
