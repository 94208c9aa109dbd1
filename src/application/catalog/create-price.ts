import { ProductNotFound } from '../../domain/catalog/catalog-errors.js';
import { Price, type CreatePriceFacts, type PriceSnapshot } from '../../domain/catalog/price.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IPriceRepository } from './ports/price-repository.js';
import type { IProductRepository } from './ports/product-repository.js';

export interface CreatePriceCommand extends Omit<CreatePriceFacts, 'id' | 'at'> {
  readonly actorUserId: string;
  /** Given with an idempotency key: the same id adds the same price once, however often it is asked for. */
  readonly priceId?: string | undefined;
}

/** Adds a price to a product. */
export class CreatePrice {
  constructor(
    private readonly products: IProductRepository,
    private readonly prices: IPriceRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly ids: IIdGenerator,
  ) {}

  /** @throws ProductNotFound, PriceInvalid; DomainError `currency_unknown`. */
  async execute({ actorUserId, priceId, ...facts }: CreatePriceCommand): Promise<PriceSnapshot> {
    const price = Price.create({ ...facts, id: priceId ?? this.ids.uuid(), at: this.clock.now() });
    const snapshot = price.snapshot();
    return this.unitOfWork.run(async () => {
      const product = await this.products.findByIdForUpdate(facts.organizationId, facts.productId);
      if (!product) throw new ProductNotFound(facts.productId);
      if (!(await this.prices.insertIfAbsent(price))) return this.#addedBefore(snapshot);
      const { productId, currency, unitAmountMinor, type, interval } = snapshot;
      const { taxBehavior, taxRatePpm, captureMethod } = snapshot;
      await this.auditLog.record({
        organizationId: facts.organizationId,
        actorUserId,
        action: 'price.created',
        subject: price.id,
        detail: {
          ...{ productId, currency, unitAmountMinor, type, interval },
          ...{ taxBehavior, taxRatePpm, captureMethod },
        },
      });
      return snapshot;
    });
  }

  async #addedBefore({ organizationId, id }: PriceSnapshot): Promise<PriceSnapshot> {
    const price = await this.prices.findByIdForUpdate(organizationId, id);
    invariant(price !== null, `The price ${id} stands, and is not to be found.`);
    return price.snapshot();
  }
}
