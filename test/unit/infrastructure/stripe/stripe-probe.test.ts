import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StripeProbe } from '../../../../src/infrastructure/stripe/stripe-probe.js';

describe('StripeProbe', () => {
  let server: Server;
  let asked = 0;
  let status = 200;
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it.each([
    [200, true],
    [401, true],
    [503, false],
  ])('takes an answer %i for %s', async (answered, reachable) => {
    status = answered;
    expect(await new StripeProbe(url()).isReachable()).toBe(reachable);
  });

  it('takes no answer for out of reach', async () => {
    expect(await new StripeProbe('http://127.0.0.1:9/').isReachable()).toBe(false);
  });

  it('asks once for many who ask at about the same time, and again later', async () => {
    asked = 0;
    const probe = new StripeProbe(url());
    await Promise.all([probe.isReachable(), probe.isReachable()]);
    await probe.isReachable();
    expect(asked).toBe(1);
    const forgetful = new StripeProbe(url(), 0);
    await forgetful.isReachable();
    await forgetful.isReachable();
    expect(asked).toBe(3);
  });
});
