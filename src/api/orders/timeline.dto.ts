import { ApiProperty } from '@nestjs/swagger';
import { TIMELINE_KINDS, type TimelineKind } from '../../application/orders/ports/order-timelines.js';

export class TimelineActorResponse {
  id!: string;
  /** Null for someone who signs in elsewhere and has told none. */
  email!: string | null;
}

/** One thing that happened to an order, or because of it. */
export class TimelineEntryResponse {
  /** ISO 8601 UTC. */
  at!: string;
  /**
   * `status`: what the order became. `payment`: a try to pay. `capture`: held money was asked for. `event`: Stripe told of one
   * of its objects. `audit`: what an operator did. `mail`: to the customer. `message`: to the operators' channel.
   */
  @ApiProperty({ enum: TIMELINE_KINDS, enumName: 'TimelineKind' })
  kind!: TimelineKind;
  /** Stripe's for its events, reviews and warnings, ours for the rest. */
  id!: string;
  /** What happened: a status, an event's type, an action, a finding's kind, a mail's subject. */
  title!: string;
  /** How it stands now; null for what does not change. */
  status!: string | null;
  /** Integer minor units. */
  amount!: number | null;
  currency!: string | null;
  /** Stripe's id of what it is about; of a mail, its recipient. */
  reference!: string | null;
  /** Why it happened, or why it failed. */
  detail!: string | null;
  @ApiProperty({ type: TimelineActorResponse, nullable: true })
  actor!: TimelineActorResponse | null;
}

export class TimelineResponse {
  data!: TimelineEntryResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}
