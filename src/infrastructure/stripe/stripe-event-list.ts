import type Stripe from 'stripe';
import {
  type EventListPage,
  type EventListRequest,
  IStripeEventList,
} from '../../application/operations/ports/stripe-event-list.js';
import type { StripeCaller } from './stripe-caller.js';
import { PAGE_SIZE } from './lists.js';

/** `GET /v1/events`. Source: docs.stripe.com/api/events/list */
export class StripeEventList extends IStripeEventList {
  constructor(
    private readonly stripe: Stripe,
    private readonly caller: StripeCaller,
    readonly livemode: boolean,
  ) {
    super();
  }

  async page({ account, fromS, toS, after }: EventListRequest): Promise<EventListPage> {
    const params: Stripe.EventListParams = {
      limit: PAGE_SIZE,
      created: { gte: fromS, ...(toS === null ? {} : { lt: toS }) },
      ...(after === null ? {} : { starting_after: after }),
    };
    const { data, has_more: hasMore } = await this.caller.read((options) =>
      this.stripe.events.list(params, {
        ...options,
        ...(account === null ? {} : { stripeAccount: account }),
      }),
    );
    const events = data.map((event) => ({
      id: event.id,
      createdS: event.created,
      payload: JSON.stringify(ofAccount(event, account)),
    }));
    return { events, hasMore };
  }
}

/** An event of an account's own list need not name the account; one that was delivered does. */
function ofAccount(event: Stripe.Event, account: string | null): object {
  return account === null ? event : { ...event, account: event.account ?? account };
}
