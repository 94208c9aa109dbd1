import type { TimelineEntry } from '../../application/orders/ports/order-timelines.js';
import type { TimelineEntryResponse } from './timeline.dto.js';

export function presentTimelineEntry({ amountMinor, ...entry }: TimelineEntry): TimelineEntryResponse {
  return {
    at: entry.at.toISOString(),
    kind: entry.kind,
    id: entry.id,
    title: entry.title,
    status: entry.status,
    amount: amountMinor,
    currency: entry.currency,
    reference: entry.reference,
    detail: entry.detail,
    actor: entry.actor,
  };
}
