import { knownMinor } from '../../domain/payments/aftermath.js';
import type { RefundsLook } from './look-at-refunds.js';
import { recordUnknownPayment } from './look-at-unknown-payment.js';
import type { IAftermathFacts } from './ports/aftermath-facts.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { StripeRefund } from './ports/stripe-refunds.js';
import type { RecordPayment } from './record-payment.js';
import type { RecordRefund, RecordRefundOutcome } from './record-refund.js';

export interface RecordRefundsCommand {
  readonly organizationId: string;
  readonly paymentIntentId: string;
  /** What an event shows; null where it says only how much was refunded in all. */
  readonly shown: readonly StripeRefund[] | null;
  /** How much was refunded in all, where the event says so. */
  readonly amountRefundedMinor?: number;
  /** What Stripe answered when it was asked because of the event. */
  readonly look: RefundsLook | null;
  readonly cause: string;
}

/** Refunds that an event tells of, or that a look at Stripe has shown. Inside the caller's transaction. */
export class RecordRefunds {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly facts: IAftermathFacts,
    private readonly recordPayment: RecordPayment,
    private readonly recordRefund: RecordRefund,
  ) {}

  async execute(command: RecordRefundsCommand): Promise<RecordRefundOutcome> {
    const { organizationId, paymentIntentId, shown, look } = command;
    if (look) return this.#recordLook(command, look);
    const attempt = await this.attempts.findByPaymentIntentForUpdate(organizationId, paymentIntentId);
    if (!attempt) return 'doubt';
    if (shown) return this.#record(command, shown);
    const { refunds } = await this.facts.ofAttempt(organizationId, attempt.id);
    return knownMinor(refunds) < (command.amountRefundedMinor ?? 0) ? 'doubt' : 'unchanged';
  }

  async #recordLook(command: RecordRefundsCommand, look: RefundsLook): Promise<RecordRefundOutcome> {
    const { organizationId, cause } = command;
    const unknown = { organizationId, look: look.payment, cause };
    if (!(await recordUnknownPayment(this.recordPayment, unknown))) return 'doubt';
    return this.#record(command, look.refunds);
  }

  async #record(
    { organizationId, look, cause }: RecordRefundsCommand,
    refunds: readonly StripeRefund[],
  ): Promise<RecordRefundOutcome> {
    const outcomes: RecordRefundOutcome[] = [];
    const source = look ? 'fetch' : 'event';
    for (const refund of refunds) {
      const seenVersion = look?.seenVersions.get(refund.id) ?? null;
      outcomes.push(await this.recordRefund.execute({ organizationId, refund, source, seenVersion, cause }));
    }
    // What the others tell is so, whatever is left to ask about one of them.
    if (outcomes.includes('doubt')) return 'doubt';
    if (outcomes.includes('applied')) return 'applied';
    return outcomes.includes('foreign') ? 'foreign' : 'unchanged';
  }
}
