import { Product, type ProductSnapshot } from '../../domain/catalog/product.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IProductRepository } from './ports/product-repository.js';

export interface CreateProductCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly name: string;
  readonly description: string;
  readonly active: boolean;
}

/** Adds a product without prices. */
export class CreateProduct {
  constructor(
    private readonly products: IProductRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly ids: IIdGenerator,
  ) {}

  async execute({ actorUserId, ...facts }: CreateProductCommand): Promise<ProductSnapshot> {
    const product = Product.create({ ...facts, id: this.ids.uuid(), at: this.clock.now() });
    await this.unitOfWork.run(async () => {
      await this.products.insert(product);
      const { name, description, active } = facts;
      await this.auditLog.record({
        organizationId: product.organizationId,
        actorUserId,
        action: 'product.created',
        subject: product.id,
        detail: { name, description, active },
      });
    });
    return product.snapshot();
  }
}
