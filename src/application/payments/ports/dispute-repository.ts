import type { Dispute } from '../../../domain/payments/dispute.js';

/** Disputes are written under the lock of their payment's attempt; see IRefundRepository for the order of locks. */
export abstract class IDisputeRepository {
  abstract insert(dispute: Dispute): Promise<void>;
  /** @throws StaleWriteError when the row was changed since it was read. */
  abstract update(dispute: Dispute): Promise<void>;
  abstract findById(organizationId: string, id: string): Promise<Dispute | null>;
  /** By Stripe's id (`du_...`, `dp_...`). */
  abstract findByStripeId(organizationId: string, stripeDisputeId: string): Promise<Dispute | null>;
}
