import { type RunningApp, startApp } from '../support/app.js';
import { BrowserClient } from '../support/browser-client.js';

const OPERATOR = { email: 'operator@shop.example', password: 'rice paper lantern' };

describe("the environment's operator", () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp({
      env: { OPERATOR_EMAIL: 'Operator@Shop.example', OPERATOR_PASSWORD: OPERATOR.password },
    });
  });
  afterAll(() => app.close());

  it('is made at boot and gets where customers do not', async () => {
    const client = new BrowserClient(app.url);
    const { status, body } = await client.post('/api/auth/login', OPERATOR);
    expect([status, body?.user]).toEqual([200, expect.objectContaining({ role: 'operator' })]);
    const events = await client.send('GET', '/api/admin/events', {
      headers: { authorization: `Bearer ${String(body?.access_token)}` },
    });
    expect(events.body).toEqual({ data: [], has_more: false, next_cursor: null });
  });
});
