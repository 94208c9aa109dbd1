import { DueQueue } from '../core/due-queue.js';
import { jsonOf } from '../core/json-cache.js';
import type { Operation } from '../core/operation.js';
import type { Change } from '../core/store.js';
import type { World } from '../core/world.js';
import type { Delivery } from './delivery.js';
import { readDeliverySettings } from './delivery-settings.js';
import { retryDelayMs } from './retry-schedule.js';
import { MAX_IN_FLIGHT, send, type SendResult } from './send.js';
import { signatureHeader } from './signature.js';

/** What was delivered is kept for the page up to this many; the events themselves, and what was not delivered, stay. */
const KEPT_DELIVERED = 1000;

/** Sends what is due, a few at a time, and writes down how it went. */
export class Deliverer {
  readonly #queue: DueQueue<Delivery>;
  readonly #ready: string[] = [];
  readonly #inFlight = new Set<string>();
  /** What was delivered, in that order. One that was delivered again is in it twice, and forgotten with the first. */
  readonly #delivered: string[] = [];
  #stopped = false;

  constructor(private readonly world: World) {
    this.#queue = new DueQueue(world.clock, ({ id }) => {
      this.#ready.push(id);
      this.#startReady();
    });
    world.onCommit((changes) => this.#notice(changes));
    this.reload();
  }

  /** After a restart everything still due is tried at once, whatever its backoff was. */
  reload(): void {
    this.#queue.clear();
    this.#ready.length = 0;
    this.#delivered.length = 0;
    const now = this.world.clock.nowMs();
    for (const delivery of this.world.store.collection('deliveries').oldestFirst())
      if (delivery.state === 'due') this.#queue.add({ ...delivery, at: Math.min(delivery.at, now) });
      else if (delivery.state === 'delivered') this.#delivered.push(delivery.id);
  }

  /** Goes on after a pause. */
  resume(): void {
    this.#startReady();
  }

  /** Time was moved forward: retries may be due. */
  runDue(): void {
    this.#queue.runDue();
    this.#queue.wake();
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.stop();
  }

  #notice(changes: Change[]): void {
    for (const { name, object } of changes) {
      if (name !== 'deliveries' || object === null) continue;
      const delivery = object as Delivery;
      if (delivery.state === 'due') this.#queue.add(delivery);
    }
  }

  #startReady(): void {
    while (this.#ready.length > 0 && this.#inFlight.size < MAX_IN_FLIGHT) {
      if (this.#stopped || readDeliverySettings(this.world.store).paused) return;
      const id = this.#ready.shift();
      const delivery = id === undefined ? undefined : this.world.store.get('deliveries', id);
      if (delivery?.state !== 'due' || this.#inFlight.has(delivery.id)) continue;
      this.#inFlight.add(delivery.id);
      void this.#attempt(delivery);
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    try {
      await this.world.journal.flushed();
      const result = await this.#send(delivery);
      if (!this.#stopped) this.#record(delivery.id, result);
    } finally {
      this.#inFlight.delete(delivery.id);
      this.#startReady();
    }
  }

  #send(delivery: Delivery): Promise<SendResult> {
    const { store } = this.world;
    const event = store.get('events', delivery.event);
    const endpoint = store.get('webhook_endpoints', delivery.endpoint);
    const secret = store.get('endpoint_secrets', delivery.endpoint);
    if (!event || !endpoint || !secret)
      return Promise.resolve({ status: null, error: 'the endpoint is gone' });
    const payload = jsonOf(event);
    // Signed by the real time, wherever the sandbox's has been moved: receivers check it against their own clock.
    const signedAt = Math.floor(Date.now() / 1000);
    return send(endpoint.url, payload, signatureHeader(payload, secret.secret, signedAt));
  }

  #record(id: string, { status, error }: SendResult): void {
    const delivery = this.world.store.get('deliveries', id);
    if (!delivery) return;
    const delivered = status !== null && status >= 200 && status < 300;
    const attempts = delivery.attempts + 1;
    const now = this.world.clock.nowMs();
    const endpointGone = this.world.store.get('webhook_endpoints', delivery.endpoint) === undefined;
    const delayMs = delivered || endpointGone ? null : retryDelayMs(attempts, delivery.since, now);
    const state = delivered ? 'delivered' : delayMs === null ? 'failed' : 'due';
    this.world.operate(null, (op) => {
      op.put('deliveries', {
        ...delivery,
        attempts,
        state,
        at: now + (delayMs ?? 0),
        last_status: status,
        last_error: error,
      });
      const event = op.get('events', delivery.event);
      if (delivered && delivery.state !== 'delivered' && event && event.pending_webhooks > 0)
        op.put('events', { ...event, pending_webhooks: event.pending_webhooks - 1 });
      if (delivered) this.#delivered.push(id);
      this.#forgetOldest(op);
    });
  }

  #forgetOldest(op: Operation): void {
    while (this.#delivered.length > KEPT_DELIVERED) {
      const id = this.#delivered.shift() ?? '';
      if (op.get('deliveries', id)?.state === 'delivered') op.delete('deliveries', id);
    }
  }
}
