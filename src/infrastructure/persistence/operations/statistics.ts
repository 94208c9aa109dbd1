import { Injectable } from '@nestjs/common';
import {
  type Attention,
  type DayRange,
  type EventLag,
  IStatistics,
  type LagInterval,
  type RevenueDay,
} from '../../../application/operations/ports/statistics.js';
import { toSafeInteger } from '../columns.js';
import { Database } from '../database.js';

type RevenueRow = Omit<RevenueDay, 'capturedMinor' | 'refundedMinor'> &
  Record<'capturedMinor' | 'refundedMinor', string>;

/** Whether `column` lies within the days $2 to $3 of the time zone $4. */
const within = (column: string): string =>
  `${column} >= $2::date::timestamp AT TIME ZONE $4 AND ${column} < ($3::date + 1)::timestamp AT TIME ZONE $4`;

/** The end of a hold that nobody captured looks like a refund at Stripe, and gave nothing back (domain/payments/aftermath.ts). */
const REVENUE = `
  WITH moved AS (
    SELECT closed_at AS at, currency, 1 AS payments, amount_received_minor AS captured, 0 AS refunds, 0 AS refunded
    FROM payment_attempts WHERE organization_id = $1 AND status = 'succeeded' AND ${within('closed_at')}
    UNION ALL
    SELECT created_at, currency, 0, 0, 1, amount_minor
    FROM refunds WHERE organization_id = $1 AND status = 'succeeded' AND ${within('created_at')}
      AND reason IS DISTINCT FROM 'expired_uncaptured_charge'
  )
  SELECT (at AT TIME ZONE $4)::date::text AS day, currency, sum(payments)::integer AS payments,
    sum(captured)::bigint AS "capturedMinor", sum(refunds)::integer AS refunds,
    sum(refunded)::bigint AS "refundedMinor"
  FROM moved GROUP BY 1, 2 ORDER BY 1, 2`;

const LAG = `
  WITH event AS (
    SELECT date_trunc($5, received_at, $4) AS "from", processed_at,
      extract(epoch FROM processed_at - received_at) * 1000 AS ms
    FROM stripe_events WHERE organization_id = $1 AND ${within('received_at')}
  )
  SELECT "from", count(*)::integer AS received, count(processed_at)::integer AS processed,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS "p50Ms",
    percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS "p95Ms", max(ms)::float8 AS "maxMs"
  FROM event GROUP BY "from" ORDER BY "from"`;

const ATTENTION = `
  SELECT
    (SELECT count(*)::integer FROM stripe_events WHERE organization_id = $1 AND status = 'dead') AS "deadEvents",
    (SELECT count(*)::integer FROM findings WHERE organization_id = $1 AND resolved_at IS NULL) AS "openFindings",
    (SELECT count(*)::integer FROM disputes WHERE organization_id = $1
       AND status IN ('needs_response', 'warning_needs_response')) AS "disputesToAnswer",
    (SELECT min(due_by) FROM disputes WHERE organization_id = $1
       AND status IN ('needs_response', 'warning_needs_response')) AS "nextDisputeDueBy",
    (SELECT count(*)::integer FROM orders WHERE organization_id = $1 AND status = 'authorized') AS "heldOrders",
    (SELECT count(*)::integer FROM refunds WHERE organization_id = $1 AND status = 'requested') AS "unansweredRefunds"`;

@Injectable()
export class Statistics extends IStatistics {
  constructor(private readonly database: Database) {
    super();
  }

  async revenue(organizationId: string, { from, to, timeZone }: DayRange): Promise<readonly RevenueDay[]> {
    const rows = await this.database.query<RevenueRow>(REVENUE, [organizationId, from, to, timeZone]);
    return rows.map((row) => ({
      ...row,
      capturedMinor: toSafeInteger(row.capturedMinor),
      refundedMinor: toSafeInteger(row.refundedMinor),
    }));
  }

  async eventLag(
    organizationId: string,
    { from, to, timeZone }: DayRange,
    interval: LagInterval,
  ): Promise<readonly EventLag[]> {
    return this.database.query<EventLag>(LAG, [organizationId, from, to, timeZone, interval]);
  }

  async attention(organizationId: string): Promise<Attention> {
    const [row] = await this.database.query<Attention>(ATTENTION, [organizationId]);
    if (!row) throw new Error('A statement of sums answers one row.');
    return row;
  }
}
