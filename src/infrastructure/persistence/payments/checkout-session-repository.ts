import { Injectable } from '@nestjs/common';
import { ICheckoutSessionRepository } from '../../../application/payments/ports/checkout-session-repository.js';
import type { FindOptionsWhere } from 'typeorm';
import { type CheckoutSnapshot, CheckoutSession } from '../../../domain/payments/checkout-session.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { checkoutSessionTable } from './checkout-session.table.js';

@Injectable()
export class CheckoutSessionRepository extends ICheckoutSessionRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(session: CheckoutSession): Promise<void> {
    await this.database.manager.insert(checkoutSessionTable, session.snapshot());
  }

  async update(session: CheckoutSession): Promise<void> {
    const { attemptId, organizationId, version, ...row } = session.snapshot();
    const result = await this.database.manager.update(
      checkoutSessionTable,
      { attemptId, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Checkout session of attempt ${attemptId}`);
  }

  async findByAttempt(organizationId: string, attemptId: string): Promise<CheckoutSession | null> {
    // Ids come from the metadata of others, too: one that cannot be ours is none.
    return isUuid(attemptId) ? this.#find({ organizationId, attemptId }) : null;
  }

  async findByStripeId(organizationId: string, stripeSessionId: string): Promise<CheckoutSession | null> {
    return this.#find({ organizationId, stripeSessionId });
  }

  async #find(where: FindOptionsWhere<CheckoutSnapshot>): Promise<CheckoutSession | null> {
    const row = await this.database.manager.findOne(checkoutSessionTable, { where });
    return row && CheckoutSession.rehydrate(row);
  }
}
