import { PriceNotFound } from '../../domain/catalog/catalog-errors.js';
import type { PriceChanges, PriceSnapshot } from '../../domain/catalog/price.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IPriceRepository } from './ports/price-repository.js';
import type { IPriceUsage } from './ports/price-usage.js';

export interface ChangePriceCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly priceId: string;
  readonly changes: PriceChanges;
}

/** Corrects a price that was never ordered, or takes any price on or off sale. */
export class ChangePrice {
  constructor(
    private readonly prices: IPriceRepository,
    private readonly usage: IPriceUsage,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws PriceNotFound, PriceImmutable, PriceInvalid */
  async execute(command: ChangePriceCommand): Promise<PriceSnapshot> {
    const { organizationId, actorUserId, priceId, changes } = command;
    return this.unitOfWork.run(async () => {
      // The lock comes before the look: an order that is being placed either shows here or waits.
      const price = await this.prices.findByIdForUpdate(organizationId, priceId);
      if (!price) throw new PriceNotFound(priceId);
      const isUsed = await this.usage.isUsed(organizationId, priceId);
      if (!price.change(changes, isUsed, this.clock.now())) return price.snapshot();
      await this.prices.update(price);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'price.changed',
        subject: priceId,
        detail: { ...changes },
      });
      return price.snapshot();
    });
  }
}
