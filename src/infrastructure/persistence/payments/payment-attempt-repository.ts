import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In } from 'typeorm';
import { IPaymentAttemptRepository } from '../../../application/payments/ports/payment-attempt-repository.js';
import { PaymentAttempt } from '../../../domain/payments/payment-attempt.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { type PaymentAttemptRow, paymentAttemptTable } from './payment-attempt.table.js';

/** The attempt's own version stays: nothing that it is made of has changed. */
const CLAIM_CAPTURES = `
  UPDATE payment_attempts SET capture_tried_at = $1
  WHERE id IN (
    SELECT id FROM payment_attempts
    WHERE capture_key IS NOT NULL AND status = 'open'
      AND greatest(capture_tried_at, capture_requested_at) <= $1::timestamptz - $2 * interval '1 millisecond'
    ORDER BY greatest(capture_tried_at, capture_requested_at)
    LIMIT $3
    FOR UPDATE SKIP LOCKED
  )
  RETURNING id`;

@Injectable()
export class PaymentAttemptRepository extends IPaymentAttemptRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insertUnlessOpen(attempt: PaymentAttempt): Promise<boolean> {
    const result = await this.database.manager
      .createQueryBuilder()
      .insert()
      .into(paymentAttemptTable)
      .values(attempt.snapshot())
      .orIgnore() // payment_attempts_one_open
      .returning('id')
      .execute();
    const inserted = result.raw as readonly unknown[];
    return inserted.length === 1;
  }

  async update(attempt: PaymentAttempt): Promise<void> {
    const { id, organizationId, version, ...row } = attempt.snapshot();
    const result = await this.database.manager.update(
      paymentAttemptTable,
      { id, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Payment attempt ${id}`);
  }

  async findById(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return this.#find({ organizationId, id });
  }

  async findOpenByOrder(organizationId: string, orderId: string): Promise<PaymentAttempt | null> {
    return this.#find({ organizationId, orderId, status: In(['opening', 'open']) });
  }

  async claimUnsettledCaptures(now: Date, pauseMs: number, limit: number): Promise<PaymentAttempt[]> {
    const claimed = await this.database.query<{ id: string }>(CLAIM_CAPTURES, [now, pauseMs, limit]);
    const rows = await this.database.manager.findBy(paymentAttemptTable, {
      id: In(claimed.map(({ id }) => id)),
    });
    return rows.map((row) => PaymentAttempt.rehydrate(row));
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return this.#find({ organizationId, id }, 'lock');
  }

  async findByPaymentIntent(
    organizationId: string,
    stripePaymentIntentId: string,
  ): Promise<PaymentAttempt | null> {
    return this.#find({ organizationId, stripePaymentIntentId });
  }

  async findByPaymentIntentForUpdate(
    organizationId: string,
    stripePaymentIntentId: string,
  ): Promise<PaymentAttempt | null> {
    return this.#find({ organizationId, stripePaymentIntentId }, 'lock');
  }

  async #find(where: FindOptionsWhere<PaymentAttemptRow>, lock?: 'lock'): Promise<PaymentAttempt | null> {
    // Ids come from clients and from the metadata of others, too: one that cannot be ours is none.
    const ids = [where.id, where.orderId].filter((id) => typeof id === 'string');
    if (!ids.every(isUuid)) return null;
    const row = await this.database.manager.findOne(paymentAttemptTable, {
      where,
      ...(lock ? { lock: { mode: 'pessimistic_write' } } : {}),
    });
    return row && PaymentAttempt.rehydrate(row);
  }
}
