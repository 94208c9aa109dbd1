import type { Product } from '../../../domain/catalog/product.js';

export abstract class IProductRepository {
  /** Many may add the same one at once. @returns false when the id stands already. */
  abstract insertIfAbsent(product: Product): Promise<boolean>;

  /**
   * Once per loaded product.
   * @throws StaleWriteError when someone else changed it since it was read.
   */
  abstract update(product: Product): Promise<void>;

  /** Locks the product until the transaction ends. Only inside IUnitOfWork.run. */
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<Product | null>;
}
