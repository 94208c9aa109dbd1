import { Injectable } from '@nestjs/common';
import { IPriceUsage } from '../../../application/catalog/ports/price-usage.js';
import { Database } from '../database.js';

/** The catalogue asks the orders, who own their lines. */
@Injectable()
export class OrderPriceUsage extends IPriceUsage {
  constructor(private readonly database: Database) {
    super();
  }

  async isUsed(organizationId: string, priceId: string): Promise<boolean> {
    const [row] = await this.database.query<{ used: boolean }>(
      `SELECT EXISTS (SELECT FROM order_items WHERE organization_id = $1 AND price_id = $2) AS used`,
      [organizationId, priceId],
    );
    return row?.used === true;
  }
}
