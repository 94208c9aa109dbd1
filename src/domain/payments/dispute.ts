import { compare, type NewSighting } from '../shared/freshness.js';
import { type DisputeStatus, type DisputeTransaction, isDisputeOver } from './dispute-standing.js';

/** What Stripe says of a dispute at one moment. */
interface DisputeState {
  readonly amountMinor: number;
  /** Lower-case ISO 4217, the payment's. */
  readonly currency: string;
  /** Stripe's word: `fraudulent`, `product_not_received`, ... */
  readonly reason: string;
  readonly status: DisputeStatus;
  /** Until when evidence is taken; null where none is. */
  readonly dueBy: Date | null;
  readonly isChargeRefundable: boolean;
  readonly hasEvidence: boolean;
  /** How often evidence went to the bank. */
  readonly submissionCount: number;
}

export interface DisputeSighting extends DisputeState, NewSighting {
  readonly id: string;
  readonly chargeId: string;
  readonly balanceTransactions: readonly DisputeTransaction[];
  readonly openedAt: Date;
}

/** The payment that is disputed. */
export interface DisputedPayment {
  readonly organizationId: string;
  readonly attemptId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly stripePaymentIntentId: string;
}

export interface DisputeSnapshot extends DisputeState, DisputedPayment {
  readonly id: string;
  /** As it was read; the next update is refused when the row has moved on. 1 for a new one. */
  readonly version: number;
  readonly stripeDisputeId: string;
  readonly stripeChargeId: string;
  readonly balanceTransactions: readonly DisputeTransaction[];
  readonly askedAt: Date;
  readonly asOf: Date;
  readonly openedAt: Date;
  readonly updatedAt: Date;
}

/** `moved`: its status, money or deadline is another now. `seen`: as before, only later. `doubt`: nothing was taken. */
export type DisputeVerdict = 'moved' | 'seen' | 'unchanged' | 'doubt';

/** A payment that the customer's bank takes back, or asks about. */
export class Dispute {
  #state: DisputeSnapshot;

  private constructor(state: DisputeSnapshot) {
    this.#state = state;
  }

  static open(id: string, payment: DisputedPayment, seen: DisputeSighting, at: Date): Dispute {
    return new Dispute({
      ...payment,
      ...stateOf(seen),
      id,
      version: 1,
      stripeDisputeId: seen.id,
      stripeChargeId: seen.chargeId,
      balanceTransactions: seen.balanceTransactions,
      askedAt: seen.askedAt,
      asOf: seen.asOf,
      openedAt: seen.openedAt,
      updatedAt: at,
    });
  }

  static rehydrate(snapshot: DisputeSnapshot): Dispute {
    return new Dispute(snapshot);
  }

  snapshot(): DisputeSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  get isOver(): boolean {
    return isDisputeOver(this.#state.status);
  }

  /**
   * Takes what Stripe says. Its set of balance transactions only grows, so they are taken from any sighting; a status
   * can be left again by an appeal, so time decides, and doubt is settled by asking Stripe.
   */
  observe(seen: DisputeSighting, at: Date): DisputeVerdict {
    const freshness = compare(this.#state, this.#state.version, seen);
    const known = new Set(this.#state.balanceTransactions.map(({ id }) => id));
    const added = seen.balanceTransactions.filter(({ id }) => !known.has(id));
    const isSame = sameState(this.#state, seen);
    if (freshness === 'doubt' && !isSame) return 'doubt';
    if (freshness !== 'newer' && added.length === 0) return 'unchanged';
    const times = { askedAt: seen.askedAt, asOf: seen.asOf };
    this.#state = {
      ...this.#state,
      ...(freshness === 'newer' ? { ...stateOf(seen), ...times } : {}),
      balanceTransactions: [...this.#state.balanceTransactions, ...added],
      updatedAt: at,
    };
    return isSame && added.length === 0 ? 'seen' : 'moved';
  }
}

function stateOf(seen: DisputeState): DisputeState {
  const { amountMinor, currency, reason, status, dueBy } = seen;
  const { isChargeRefundable, hasEvidence, submissionCount } = seen;
  return { amountMinor, currency, reason, status, dueBy, isChargeRefundable, hasEvidence, submissionCount };
}

function sameState(a: DisputeState, b: DisputeState): boolean {
  return JSON.stringify(stateOf(a)) === JSON.stringify(stateOf(b));
}
