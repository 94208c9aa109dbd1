import {
  IPriceRepository,
  type PriceOffer,
} from '../../../src/application/catalog/ports/price-repository.js';
import { Price, type PriceSnapshot } from '../../../src/domain/catalog/price.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';
import type { FakeProductRepository } from './product-repository.js';

export class FakePriceRepository extends IPriceRepository {
  readonly rows = new Map<string, PriceSnapshot>();

  constructor(private readonly products: FakeProductRepository) {
    super();
  }

  async insertIfAbsent(price: Price): Promise<boolean> {
    if (this.rows.has(price.id)) return false;
    this.rows.set(price.id, price.snapshot());
    return true;
  }

  async update(price: Price): Promise<void> {
    const row = price.snapshot();
    if (this.rows.get(row.id)?.version !== row.version) throw new StaleWriteError(`Price ${row.id}`);
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<Price | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? Price.rehydrate(row) : null;
  }

  async findOffersForShare(organizationId: string, priceIds: readonly string[]): Promise<PriceOffer[]> {
    return [...this.rows.values()]
      .filter((row) => row.organizationId === organizationId && row.active && priceIds.includes(row.id))
      .flatMap((row) => this.#offer(row));
  }

  #offer(row: PriceSnapshot): PriceOffer[] {
    const product = this.products.rows.get(row.productId);
    if (!product?.active) return [];
    const { id: priceId, productId, currency, unitAmountMinor, type } = row;
    const { taxBehavior, taxRatePpm, captureMethod } = row;
    return [
      {
        priceId,
        productId,
        productName: product.name,
        currency,
        unitAmountMinor,
        type,
        taxBehavior,
        taxRatePpm,
        captureMethod,
      },
    ];
  }
}
