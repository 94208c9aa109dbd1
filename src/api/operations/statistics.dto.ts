import { ApiProperty } from '@nestjs/swagger';
import { IsDay } from '../http/day-range.js';

/** Whole days in the shop's time zone (`SHOP_TIME_ZONE`), at most 366 of them. */
export class StatisticsQuery {
  /** The first day, `YYYY-MM-DD`. */
  @IsDay()
  from!: string;

  /** The last day, `YYYY-MM-DD`. */
  @IsDay()
  to!: string;
}

/** Money of one day in one currency, in integer minor units. */
export class RevenueDayResponse {
  /** `YYYY-MM-DD` */
  date!: string;
  currency!: string;
  /** Payments whose money came in on this day. */
  payments!: number;
  captured!: number;
  /** Refunds asked for on this day that have gone through. */
  refunds!: number;
  refunded!: number;
  /** Captured less refunded; disputes and Stripe's fees are not in it. */
  net!: number;
}

export class RevenueResponse {
  /** Where the days begin. */
  time_zone!: string;
  from!: string;
  to!: string;
  /** By day and currency. Days on which nothing happened are left out. */
  data!: RevenueDayResponse[];
}

/** How long events received in one interval waited until they had their effect. */
export class EventLagResponse {
  /** When the interval begins, ISO 8601 UTC. */
  from!: string;
  received!: number;
  /** How many of them are done by now; those alone have a lag. */
  processed!: number;
  /** Milliseconds from being received to being done, of half of them; null while none is. */
  p50_ms!: number | null;
  /** The same of 95 in 100. */
  p95_ms!: number | null;
  max_ms!: number | null;
}

export class EventLagsResponse {
  time_zone!: string;
  from!: string;
  to!: string;
  /** Hours for up to two days, days for more. */
  @ApiProperty({ enum: ['hour', 'day'] })
  interval!: string;
  /** Oldest first. Intervals in which nothing was received are left out. */
  data!: EventLagResponse[];
}

/** What waits for an operator now. */
export class AttentionResponse {
  /** Events that failed for good. */
  dead_events!: number;
  open_findings!: number;
  disputes_to_answer!: number;
  /** The first deadline of those disputes, ISO 8601 UTC. */
  next_dispute_due_by!: string | null;
  /** Orders whose money is held and not yet captured. */
  held_orders!: number;
  /** Refunds that Stripe has not answered yet. */
  unanswered_refunds!: number;
}
