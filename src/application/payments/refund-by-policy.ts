import { roomMinor } from '../../domain/payments/aftermath.js';
import { blocksRefunds } from '../../domain/payments/dispute-standing.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { Refund } from '../../domain/payments/refund.js';
import { Money } from '../../domain/shared/money.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IAftermathFacts } from './ports/aftermath-facts.js';
import type { IRefundRepository } from './ports/refund-repository.js';
import { refundedPayment } from './record-refund.js';

/** Gives back all that is left of a payment because a rule of ours says so. The worker sends it afterwards. */
export class RefundByPolicy {
  constructor(
    private readonly refunds: IRefundRepository,
    private readonly facts: IAftermathFacts,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * Inside the caller's transaction, which holds the attempt.
   * @param reason one of Stripe's words; null where none fits
   * @returns null when nothing is left to give back
   */
  async execute(attempt: PaymentAttempt, reason: string | null): Promise<Refund | null> {
    const { organizationId, amountReceivedMinor, currency } = attempt.snapshot();
    const facts = await this.facts.ofAttempt(organizationId, attempt.id);
    const amount = Money.of(roomMinor(amountReceivedMinor, facts), currency);
    // Stripe would refuse: the bank decides about a disputed payment.
    if (amount.isZero() || facts.disputes.some(blocksRefunds)) return null;
    const at = this.clock.now();
    const refund = Refund.request({
      ...refundedPayment(attempt),
      id: this.ids.uuid(),
      amount,
      reason,
      requestedBy: 'policy',
      at,
      nextTryAt: at,
    });
    await this.refunds.insert(refund);
    return refund;
  }
}
