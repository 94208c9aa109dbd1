import { Price } from '../../domain/catalog/price.js';
import { Product } from '../../domain/catalog/product.js';
import { DEFAULT_ORGANIZATION_ID } from '../../domain/shared/organization.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { DEMO_CATALOGUE, demoPriceId, demoProductId, type DemoProduct } from './demo-catalogue.js';
import type { IPriceRepository } from './ports/price-repository.js';
import type { IProductRepository } from './ports/product-repository.js';

/** How many rows were added; zeroes when the catalogue stood already. */
export interface SeedOutcome {
  readonly products: number;
  readonly prices: number;
}

/**
 * Puts the demo catalogue into the default organization's shop. Any number of processes may do so at the same time and
 * again: what stands already stays as it is, an operator's changes included.
 */
export class SeedCatalogue {
  constructor(
    private readonly products: IProductRepository,
    private readonly prices: IPriceRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  async execute(): Promise<SeedOutcome> {
    const at = this.clock.now();
    return this.unitOfWork.run(async () => {
      const outcome = { products: 0, prices: 0 };
      // Always in the same order, so that two processes wait for each other instead of deadlocking.
      for (const demo of DEMO_CATALOGUE) {
        if (await this.products.insertIfAbsent(productOf(demo, at))) outcome.products += 1;
        for (const price of pricesOf(demo, at)) {
          if (await this.prices.insertIfAbsent(price)) outcome.prices += 1;
        }
      }
      if (outcome.products + outcome.prices > 0) await this.#record(outcome);
      return outcome;
    });
  }

  async #record(outcome: SeedOutcome): Promise<void> {
    await this.auditLog.record({
      organizationId: DEFAULT_ORGANIZATION_ID,
      actorUserId: null,
      action: 'catalogue.seeded',
      subject: DEFAULT_ORGANIZATION_ID,
      detail: { ...outcome },
    });
  }
}

function productOf(demo: DemoProduct, at: Date): Product {
  return Product.create({
    id: demoProductId(demo),
    organizationId: DEFAULT_ORGANIZATION_ID,
    name: demo.name,
    description: demo.description,
    active: true,
    at,
  });
}

function pricesOf(demo: DemoProduct, at: Date): Price[] {
  return demo.prices.map((price, position) =>
    Price.create({
      id: demoPriceId(demo, position),
      organizationId: DEFAULT_ORGANIZATION_ID,
      productId: demoProductId(demo),
      currency: price.currency,
      unitAmountMinor: price.unitAmountMinor,
      type: price.interval ? 'recurring' : 'one_time',
      interval: price.interval ?? null,
      taxRatePpm: price.taxRatePpm,
      active: true,
      at,
    }),
  );
}
