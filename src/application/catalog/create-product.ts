import { Product, type ProductSnapshot } from '../../domain/catalog/product.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IProductRepository } from './ports/product-repository.js';

export interface CreateProductCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  /** Given with an idempotency key: the same id adds the same product once, however often it is asked for. */
  readonly productId?: string | undefined;
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

  async execute({ actorUserId, productId, ...facts }: CreateProductCommand): Promise<ProductSnapshot> {
    const product = Product.create({ ...facts, id: productId ?? this.ids.uuid(), at: this.clock.now() });
    return this.unitOfWork.run(async () => {
      if (!(await this.products.insertIfAbsent(product))) return this.#addedBefore(product);
      const { name, description, active } = facts;
      await this.auditLog.record({
        organizationId: product.organizationId,
        actorUserId,
        action: 'product.created',
        subject: product.id,
        detail: { name, description, active },
      });
      return product.snapshot();
    });
  }

  async #addedBefore({ organizationId, id }: Product): Promise<ProductSnapshot> {
    const product = await this.products.findByIdForUpdate(organizationId, id);
    invariant(product !== null, `The product ${id} stands, and is not to be found.`);
    return product.snapshot();
  }
}
