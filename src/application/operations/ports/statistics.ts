/** Whole days of a time zone, both ends included. */
export interface DayRange {
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
  /** A name of the IANA's. */
  readonly timeZone: string;
}

/** Money of one day in one currency, in minor units: what Stripe has confirmed, by the time when we learnt of it. */
export interface RevenueDay {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly currency: string;
  /** Payments whose money came in. */
  readonly payments: number;
  readonly capturedMinor: number;
  /** Refunds asked for on that day that have gone through. */
  readonly refunds: number;
  readonly refundedMinor: number;
}

export type LagInterval = 'hour' | 'day';

/** How long events received in one interval waited until they had their effect. */
export interface EventLag {
  readonly from: Date;
  readonly received: number;
  /** How many of them are done by now; those alone have a lag. */
  readonly processed: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly maxMs: number | null;
}

/** What waits for an operator now. */
export interface Attention {
  readonly deadEvents: number;
  readonly openFindings: number;
  readonly disputesToAnswer: number;
  /** The first deadline of those disputes. */
  readonly nextDisputeDueBy: Date | null;
  /** Orders whose money is held and not yet captured. */
  readonly heldOrders: number;
  /** Refunds that Stripe has not answered yet. */
  readonly unansweredRefunds: number;
}

/** Sums over what is recorded, by day and currency. Days on which nothing happened are left out. */
export abstract class IStatistics {
  abstract revenue(organizationId: string, range: DayRange): Promise<readonly RevenueDay[]>;
  abstract eventLag(
    organizationId: string,
    range: DayRange,
    interval: LagInterval,
  ): Promise<readonly EventLag[]>;
  abstract attention(organizationId: string): Promise<Attention>;
}
