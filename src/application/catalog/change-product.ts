import { ProductNotFound } from '../../domain/catalog/catalog-errors.js';
import type { ProductChanges } from '../../domain/catalog/product.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IProductRepository } from './ports/product-repository.js';

export interface ChangeProductCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly productId: string;
  readonly changes: ProductChanges;
}

/** Renames, describes, or takes a product in or out of the shop. Orders keep the name that they were placed with. */
export class ChangeProduct {
  constructor(
    private readonly products: IProductRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws ProductNotFound */
  async execute({ organizationId, actorUserId, productId, changes }: ChangeProductCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const product = await this.products.findByIdForUpdate(organizationId, productId);
      if (!product) throw new ProductNotFound(productId);
      if (!product.change(changes, this.clock.now())) return;
      await this.products.update(product);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'product.changed',
        subject: productId,
        detail: { ...changes },
      });
    });
  }
}
