import { Injectable } from '@nestjs/common';
import { IPriceRepository, type PriceOffer } from '../../../application/catalog/ports/price-repository.js';
import { Price } from '../../../domain/catalog/price.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { toSafeInteger } from '../columns.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { insertIfAbsent } from '../insert-if-absent.js';
import { priceTable } from './price.table.js';

type OfferRow = Omit<PriceOffer, 'unitAmountMinor'> & { readonly unitAmountMinor: string };

/** Locked in the order of their ids, so that two orders for the same things cannot deadlock. */
const OFFERS_FOR_SHARE = `
  SELECT prices.id AS "priceId", products.id AS "productId", products.name AS "productName", prices.currency,
    prices.unit_amount_minor AS "unitAmountMinor", prices.type, prices.tax_behavior AS "taxBehavior",
    prices.tax_rate_ppm AS "taxRatePpm", prices.capture_method AS "captureMethod"
  FROM prices JOIN products ON products.id = prices.product_id
  WHERE prices.organization_id = $1 AND prices.id = ANY ($2::uuid[]) AND prices.active AND products.active
  ORDER BY prices.id
  FOR SHARE OF prices`;

@Injectable()
export class PriceRepository extends IPriceRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insertIfAbsent(price: Price): Promise<boolean> {
    return insertIfAbsent(this.database.manager, priceTable, price.snapshot());
  }

  async update(price: Price): Promise<void> {
    const { id, organizationId, version, ...row } = price.snapshot();
    const result = await this.database.manager.update(
      priceTable,
      { id, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Price ${id}`);
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<Price | null> {
    if (!isUuid(id)) return null;
    const row = await this.database.manager.findOne(priceTable, {
      where: { organizationId, id },
      lock: { mode: 'pessimistic_write' },
    });
    return row && Price.rehydrate(row);
  }

  async findOffersForShare(organizationId: string, priceIds: readonly string[]): Promise<PriceOffer[]> {
    invariant(this.database.inTransaction, 'A lock outside a transaction protects nothing.');
    const rows = await this.database.query<OfferRow>(OFFERS_FOR_SHARE, [
      organizationId,
      priceIds.filter(isUuid),
    ]);
    return rows.map((row) => ({ ...row, unitAmountMinor: toSafeInteger(row.unitAmountMinor) }));
  }
}
