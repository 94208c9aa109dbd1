import {
  type EventListPage,
  type EventListRequest,
  IStripeEventList,
  type ListedEvent,
} from '../../../src/application/operations/ports/stripe-event-list.js';

const PAGE_SIZE = 100;

/** Pages as Stripe's do: newest first, cut by time and by the last event of the page before. */
export class FakeStripeEventList extends IStripeEventList {
  readonly livemode = false;
  readonly requests: EventListRequest[] = [];
  readonly #events: ListedEvent[] = [];

  add(id: string, createdS: number, payload = payloadOf(id, createdS)): void {
    this.#events.push({ id, createdS, payload });
  }

  async page(request: EventListRequest): Promise<EventListPage> {
    this.requests.push(request);
    const { fromS, toS, after } = request;
    const newestFirst = this.#events.toSorted((a, b) => b.createdS - a.createdS || (a.id < b.id ? 1 : -1));
    const behind = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    const wanted = newestFirst
      .slice(behind)
      .filter(({ createdS }) => createdS >= fromS && (toS === null || createdS < toS));
    return { events: wanted.slice(0, PAGE_SIZE), hasMore: wanted.length > PAGE_SIZE };
  }
}

function payloadOf(id: string, created: number): string {
  const object = { id: `pi_of_${id}`, client_secret: 'pi_secret_1' };
  return JSON.stringify({ id, type: 'payment_intent.succeeded', created, livemode: false, data: { object } });
}
