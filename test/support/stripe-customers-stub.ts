import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As much of Stripe as registration needs: it makes customers and remembers what it was asked for. */
export interface StripeCustomersStub {
  readonly url: string;
  /** The form parameters of every customer that was made. */
  readonly customers: URLSearchParams[];
  close(): Promise<void>;
}

/** @param port a free one unless given */
export async function startStripeCustomersStub(port = 0): Promise<StripeCustomersStub> {
  const customers: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      customers.push(new URLSearchParams(body));
      const customer = { id: `cus_${customers.length}`, object: 'customer', livemode: false };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(customer));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    customers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
