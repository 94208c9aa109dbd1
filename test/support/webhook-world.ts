import { ApiUser } from './api-user.js';
import { type RunningApp, startApp } from './app.js';
import type { AnswerBody } from './browser-client.js';
import { eventually } from './eventually.js';
import { RunningCourier } from './running-courier.js';
import { sql } from './sql.js';
import { type ReceivedWebhook, WebhookReceiver } from './webhook-receiver.js';

export const ENDPOINTS = '/api/admin/webhook-endpoints';
const WITHIN_MS = 10_000;

export interface RegisteredEndpoint {
  readonly id: string;
  readonly secret: string;
}

/** An operator, the API, a courier, and two services of the shop that webhooks may be sent to. */
export class WebhookWorld {
  private constructor(
    readonly app: RunningApp,
    readonly operator: ApiUser,
    readonly receiver: WebhookReceiver,
    readonly other: WebhookReceiver,
    public courier: RunningCourier,
  ) {}

  static async start(): Promise<WebhookWorld> {
    const [receiver, other] = await Promise.all([WebhookReceiver.start(), WebhookReceiver.start()]);
    const allowed = `${receiver.host},${other.host}`;
    const app = await startApp({ env: { OUTGOING_WEBHOOK_ALLOWED_HOSTS: allowed } });
    const operator = await ApiUser.operator(app);
    return new WebhookWorld(app, operator, receiver, other, await RunningCourier.start(app.configuration));
  }

  async stop(): Promise<void> {
    await this.courier.stop();
    await this.app.close();
    await Promise.all([this.receiver.close(), this.other.close()]);
  }

  /** No endpoints, nothing on its way, and receivers that take everything. */
  async reset(): Promise<void> {
    await eventually(
      () => this.query('SELECT id FROM outbox_events WHERE dispatched_at IS NULL'),
      (waiting) => waiting.length === 0,
      WITHIN_MS,
    );
    await this.query('DELETE FROM webhook_endpoints');
    for (const one of [this.receiver, this.other]) {
      one.received.length = 0;
      one.mostAtOnce = 0;
      one.answerWith(200);
    }
  }

  query<Row>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return sql<Row>(this.app.database.url, statement, parameters);
  }

  /** An endpoint of the first receiver, unless said otherwise. */
  async register(body: Readonly<Record<string, unknown>> = {}): Promise<RegisteredEndpoint> {
    const answer = await this.operator.post(ENDPOINTS, { url: this.receiver.url, ...body });
    if (answer.status !== 201) throw new Error(`The endpoint was answered ${answer.status}.`);
    return answer.body as unknown as RegisteredEndpoint;
  }

  received(count: number, from = this.receiver, withinMs = WITHIN_MS): Promise<ReceivedWebhook[]> {
    return eventually(
      async () => from.received,
      (all) => all.length >= count,
      withinMs,
    );
  }

  async deliveries({ id }: RegisteredEndpoint, query = ''): Promise<AnswerBody[]> {
    const { body } = await this.operator.get(`${ENDPOINTS}/${id}/deliveries${query}`);
    return (body as { data: AnswerBody[] }).data;
  }

  /** Waits until `count` deliveries of the endpoint have `status`. @returns all of them, newest first */
  settled(endpoint: RegisteredEndpoint, status: string, count = 1): Promise<AnswerBody[]> {
    return eventually(
      () => this.deliveries(endpoint),
      (all) => all.filter((one) => one.status === status).length >= count,
      WITHIN_MS,
    );
  }

  async show(deliveryId: unknown): Promise<AnswerBody> {
    return (await this.operator.get(`/api/admin/webhook-deliveries/${String(deliveryId)}`)).body ?? {};
  }

  /** As if the pause before the next try were over. */
  async makeDue(): Promise<void> {
    await this.query(`UPDATE webhook_deliveries SET next_attempt_at = now() WHERE status = 'pending'`);
  }
}

export function typesOf(webhooks: readonly ReceivedWebhook[]): string[] {
  return webhooks.map(({ body }) => (JSON.parse(body) as { type: string }).type);
}
