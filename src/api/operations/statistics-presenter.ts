import type { Attention, EventLag, RevenueDay } from '../../application/operations/ports/statistics.js';
import type { AttentionResponse, EventLagResponse, RevenueDayResponse } from './statistics.dto.js';

export function presentRevenueDay(day: RevenueDay): RevenueDayResponse {
  return {
    date: day.day,
    currency: day.currency,
    payments: day.payments,
    captured: day.capturedMinor,
    refunds: day.refunds,
    refunded: day.refundedMinor,
    net: day.capturedMinor - day.refundedMinor,
  };
}

export function presentEventLag({ from, received, processed, ...lag }: EventLag): EventLagResponse {
  return {
    from: from.toISOString(),
    received,
    processed,
    p50_ms: toWholeMs(lag.p50Ms),
    p95_ms: toWholeMs(lag.p95Ms),
    max_ms: toWholeMs(lag.maxMs),
  };
}

export function presentAttention(attention: Attention): AttentionResponse {
  return {
    dead_events: attention.deadEvents,
    open_findings: attention.openFindings,
    disputes_to_answer: attention.disputesToAnswer,
    next_dispute_due_by: attention.nextDisputeDueBy?.toISOString() ?? null,
    held_orders: attention.heldOrders,
    unanswered_refunds: attention.unansweredRefunds,
  };
}

function toWholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
