import type { Page, PageRequest } from '../../page.js';

/**
 * `status`: what the order became. `payment`: a try to pay. `capture`: held money was asked for. `event`: Stripe told of one of
 * its objects. `audit`: what an operator did. `mail` and `message`: what was sent to the customer, and to the operators' channel.
 */
export const TIMELINE_KINDS = [
  'status',
  'payment',
  'capture',
  'refund',
  'dispute',
  'review',
  'fraud_warning',
  'finding',
  'event',
  'audit',
  'mail',
  'message',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened to an order, or because of it. */
export interface TimelineEntry {
  readonly at: Date;
  readonly kind: TimelineKind;
  /** Of the thing itself, by which it is looked up: Stripe's for its events, reviews and warnings, ours for the rest. */
  readonly id: string;
  /** What happened: a status, an event's type, an action, a finding's kind, a mail's subject. */
  readonly title: string;
  /** How it stands now; null for what does not change. */
  readonly status: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Stripe's id of what it is about. */
  readonly reference: string | null;
  /** Why it happened, or why it failed; for a person. */
  readonly detail: string | null;
  readonly actor: { readonly id: string; readonly email: string | null } | null;
}

/** An order's whole story, from every context, on one line of time. */
export abstract class IOrderTimelines {
  /** Oldest first. @throws OrderNotFound; DomainError `cursor_invalid` */
  abstract read(organizationId: string, orderId: string, page: PageRequest): Promise<Page<TimelineEntry>>;
}
