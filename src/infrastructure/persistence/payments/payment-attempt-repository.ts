import { Injectable } from '@nestjs/common';
import { IPaymentAttemptRepository } from '../../../application/payments/ports/payment-attempt-repository.js';
import { PaymentAttempt } from '../../../domain/payments/payment-attempt.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { Database } from '../database.js';
import { insertIfAbsent } from '../insert-if-absent.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import {
  ATTEMPT_SELECT,
  ATTEMPT_UPDATE,
  type SelectedAttempt,
  toAttemptSnapshot,
  toUpdateParameters,
} from './payment-attempt-sql.js';
import { paymentAttemptTable } from './payment-attempt.table.js';

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

/** Ids come from clients and from the metadata of others, too: one that cannot be ours (uuid.ts) is not looked for. */
const BY_ID = 'WHERE organization_id = $1 AND id = $2';
const BY_PAYMENT_INTENT = 'WHERE organization_id = $1 AND stripe_payment_intent_id = $2';
const OPEN_OF_ORDER = `WHERE organization_id = $1 AND order_id = $2 AND status IN ('opening', 'open')`;
const BY_IDS = 'WHERE id = ANY($1::uuid[])';

@Injectable()
export class PaymentAttemptRepository extends IPaymentAttemptRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insertUnlessOpen(attempt: PaymentAttempt): Promise<boolean> {
    // By payment_attempts_one_open.
    return insertIfAbsent(this.database.manager, paymentAttemptTable, attempt.snapshot());
  }

  async update(attempt: PaymentAttempt): Promise<void> {
    const updated = await this.database.query(ATTEMPT_UPDATE, toUpdateParameters(attempt.snapshot()));
    assertOneRow(updated.length, `Payment attempt ${attempt.id}`);
  }

  async findById(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return isUuid(id) ? this.#find(BY_ID, [organizationId, id]) : null;
  }

  async findOpenByOrder(organizationId: string, orderId: string): Promise<PaymentAttempt | null> {
    return isUuid(orderId) ? this.#find(OPEN_OF_ORDER, [organizationId, orderId]) : null;
  }

  async claimUnsettledCaptures(now: Date, pauseMs: number, limit: number): Promise<PaymentAttempt[]> {
    const claimed = await this.database.query<{ id: string }>(CLAIM_CAPTURES, [now, pauseMs, limit]);
    return this.#select(BY_IDS, [claimed.map(({ id }) => id)]);
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return isUuid(id) ? this.#findForUpdate(BY_ID, [organizationId, id]) : null;
  }

  async findByPaymentIntent(
    organizationId: string,
    stripePaymentIntentId: string,
  ): Promise<PaymentAttempt | null> {
    return this.#find(BY_PAYMENT_INTENT, [organizationId, stripePaymentIntentId]);
  }

  async findByPaymentIntentForUpdate(
    organizationId: string,
    stripePaymentIntentId: string,
  ): Promise<PaymentAttempt | null> {
    return this.#findForUpdate(BY_PAYMENT_INTENT, [organizationId, stripePaymentIntentId]);
  }

  async #findForUpdate(where: string, parameters: readonly unknown[]): Promise<PaymentAttempt | null> {
    invariant(this.database.inTransaction, 'A lock outside a transaction protects nothing.');
    return this.#find(`${where} FOR UPDATE`, parameters);
  }

  async #find(where: string, parameters: readonly unknown[]): Promise<PaymentAttempt | null> {
    const [attempt] = await this.#select(where, parameters);
    return attempt ?? null;
  }

  async #select(where: string, parameters: readonly unknown[]): Promise<PaymentAttempt[]> {
    const rows = await this.database.query<SelectedAttempt>(`${ATTEMPT_SELECT} ${where}`, parameters);
    return rows.map((row) => PaymentAttempt.rehydrate(toAttemptSnapshot(row)));
  }
}
