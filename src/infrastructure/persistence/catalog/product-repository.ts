import { Injectable } from '@nestjs/common';
import { IProductRepository } from '../../../application/catalog/ports/product-repository.js';
import { Product } from '../../../domain/catalog/product.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { insertIfAbsent } from '../insert-if-absent.js';
import { productTable } from './product.table.js';

@Injectable()
export class ProductRepository extends IProductRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insertIfAbsent(product: Product): Promise<boolean> {
    return insertIfAbsent(this.database.manager, productTable, product.snapshot());
  }

  async update(product: Product): Promise<void> {
    const { id, organizationId, version, ...row } = product.snapshot();
    const result = await this.database.manager.update(
      productTable,
      { id, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Product ${id}`);
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<Product | null> {
    if (!isUuid(id)) return null;
    const row = await this.database.manager.findOne(productTable, {
      where: { organizationId, id },
      lock: { mode: 'pessimistic_write' },
    });
    return row && Product.rehydrate(row);
  }
}
