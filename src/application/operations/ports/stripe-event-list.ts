/** A part of Stripe's list of events: a page of it, newest first. */
export interface EventListRequest {
  /** The connected account whose list it is; null for our own. */
  readonly account: string | null;
  /** Created at this second or later, in seconds of the epoch by Stripe's clock. */
  readonly fromS: number;
  /** Created before this second; null: up to now. */
  readonly toS: number | null;
  /** Only those that stand behind this one (`evt_...`) in the list; null: from its top. */
  readonly after: string | null;
}

export interface ListedEvent {
  readonly id: string;
  /** Seconds of the epoch, by Stripe's clock. */
  readonly createdS: number;
  /**
   * JSON text, as a delivery has it. Stripe renders an event once, in the API version of the time when it was created:
   * old ones have old shapes.
   */
  readonly payload: string;
}

export interface EventListPage {
  /** Newest first, at most a hundred. */
  readonly events: readonly ListedEvent[];
  readonly hasMore: boolean;
}

/** The events that Stripe remembers: thirty days of them, delivered or not. */
export abstract class IStripeEventList {
  /** The mode of our key, and so of every event that is listed. */
  abstract readonly livemode: boolean;
  /** @throws StripeUnavailableError, StripeRejectedError */
  abstract page(request: EventListRequest): Promise<EventListPage>;
}
