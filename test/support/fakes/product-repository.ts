import { IProductRepository } from '../../../src/application/catalog/ports/product-repository.js';
import { Product, type ProductSnapshot } from '../../../src/domain/catalog/product.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeProductRepository extends IProductRepository {
  readonly rows = new Map<string, ProductSnapshot>();

  async insertIfAbsent(product: Product): Promise<boolean> {
    if (this.rows.has(product.id)) return false;
    this.rows.set(product.id, product.snapshot());
    return true;
  }

  async update(product: Product): Promise<void> {
    const row = product.snapshot();
    if (this.rows.get(row.id)?.version !== row.version) throw new StaleWriteError(`Product ${row.id}`);
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<Product | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? Product.rehydrate(row) : null;
  }
}
