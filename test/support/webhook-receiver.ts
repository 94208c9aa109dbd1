import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent: signatures are over these bytes. */
  readonly body: string;
}

type Answer = (response: ServerResponse, webhook: ReceivedWebhook) => void;

const OK: Answer = (response) => response.writeHead(200).end('ok');

/** A shop's own service on a real port, which answers as a test tells it to. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  /** What is open at once, at most. */
  mostAtOnce = 0;
  answer: Answer = OK;
  readonly #server = createServer((request, response) => {
    this.#open += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
    response.on('close', () => (this.#open -= 1));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const webhook = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      this.received.push(webhook);
      this.answer(response, webhook);
    });
  });
  #open = 0;

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** `127.0.0.1:<port>` */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}/hook`;
  }

  /** Answers from now on with `status`. */
  answerWith(status: number, body = '', headers: Readonly<Record<string, string>> = {}): void {
    this.answer = (response) => response.writeHead(status, headers).end(body);
  }

  /** Takes everything and never answers. */
  hang(): void {
    this.answer = () => undefined;
  }

  ofType(type: string): ReceivedWebhook[] {
    return this.received.filter(({ body }) => (JSON.parse(body) as { type: string }).type === type);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
