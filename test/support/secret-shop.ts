import { freePort } from '../../scripts/lib/ports.mjs';
import { GrantPasswordResets } from '../../src/application/identity/grant-password-resets.js';
import { ApiUser } from './api-user.js';
import { type RunningApp, startApp } from './app.js';
import { type Answer, BrowserClient } from './browser-client.js';
import { CapturedLog } from './captured-log.js';
import { eventually } from './eventually.js';
import { PASSWORD, registration } from './identity-app.js';
import { PlantedSecrets } from './planted-secrets.js';
import { collectRoutes, type Route } from './route-collector.js';
import { RunningCourier } from './running-courier.js';
import { TestSandbox } from './sandbox.js';
import { SmtpSink } from './smtp-sink.js';
import { sql } from './sql.js';
import { stock } from './stocked-shop.js';

const WITHIN_MS = 10_000;
const STRIPES_SECRET = 'whsec_kaikei';
const MONITORING_TOKEN = 'a monitoring token';
export const CARD = '4242424242424242';

/** A shop in which every secret that there is has been handed out, with all that it has said meanwhile. */
export class SecretShop {
  readonly secrets = new PlantedSecrets();
  /** Whose the secrets are. */
  readonly owner = { id: '', email: '' };
  readonly browser: BrowserClient;
  orderId = '';

  private constructor(
    readonly app: RunningApp,
    readonly routes: readonly Route[],
    readonly operator: ApiUser,
    private readonly log: CapturedLog,
    private readonly sandbox: TestSandbox,
    private readonly sink: SmtpSink,
    private readonly courier: RunningCourier,
  ) {
    this.browser = new BrowserClient(app.url);
  }

  static async open(): Promise<SecretShop> {
    const [port, sink, log] = [await freePort(), await SmtpSink.start(), new CapturedLog()];
    const mail = { SMTP_URL: sink.url, MAIL_FROM: 'shop@shop.example' };
    const env = { STRIPE_API_BASE: `http://127.0.0.1:${port}`, METRICS_TOKEN: MONITORING_TOKEN, ...mail };
    const routes: Route[] = [];
    const app = await startApp({ env, extraModules: [collectRoutes(routes)], logger: log.logger });
    const webhook = { url: `${app.url}/webhooks/stripe`, secret: STRIPES_SECRET };
    const sandbox = await TestSandbox.start(webhook, port);
    const courier = await RunningCourier.start(app.configuration);
    const operator = await ApiUser.operator(app);
    const shop = new SecretShop(app, routes, operator, log, sandbox, sink, courier);
    await shop.#handOutOwners();
    await shop.#handOutOperators();
    await shop.#handOutStripes();
    return shop;
  }

  async close(): Promise<void> {
    await this.courier.stop();
    await this.sandbox.close();
    await this.app.close();
    await this.sink.close();
  }

  /** Of API and worker. */
  get logged(): string {
    return this.log.text + this.courier.logLines.join('');
  }

  async #handOutOwners(): Promise<void> {
    const { secrets, browser, owner } = this;
    const newcomer = registration();
    const { body } = await browser.post('/api/auth/register', newcomer);
    Object.assign(owner, { id: body?.user?.id, email: newcomer.email });
    secrets.keep('password', PASSWORD);
    secrets.keep('access token', body?.access_token);
    secrets.keep('CSRF token', body?.csrf_token);
    secrets.keep('refresh token', browser.cookies.get('kaikei_refresh'));
    secrets.keep('secret of the refresh token', secrets.get('refresh token').split('.')[1]);
    secrets.keep('cookie of a known browser', browser.cookies.get('kaikei_device'));
    secrets.keep('Stripe’s key', 'sk_test_kaikei');
    secrets.keep('Stripe’s signing secret', STRIPES_SECRET);
    secrets.keep('monitoring token', MONITORING_TOKEN);
    secrets.keep('key of access tokens', this.app.configuration.values.JWT_SECRET);
    secrets.keep('card number', CARD);
    secrets.keep('verification token', await this.#mailedToken('verify-email', owner.email));
    const change = { new_email: `new-${owner.email}`, current_password: PASSWORD };
    await browser.post('/api/auth/email/change', change);
    secrets.keep('token of a new address', await this.#mailedToken('confirm-email', change.new_email));
    // Of somebody else, or it would use up the one of the new address.
    const { email } = registration();
    await new BrowserClient(this.app.url).post('/api/auth/register', registration({ email }));
    await browser.post('/api/auth/password/forgot', { email });
    await this.courier.worker.get(GrantPasswordResets).execute(new AbortController().signal);
    secrets.keep('reset token', await this.#mailedToken('reset-password', String(email)));
  }

  async #handOutOperators(): Promise<void> {
    const { secrets, operator } = this;
    const scopes = ['orders:read', 'orders:write', 'payments:write'];
    const asked = { name: 'shop', scopes };
    const key = await operator.post('/api/admin/api-keys', asked, { 'idempotency-key': 'key' });
    secrets.keep('API key', key.body?.key);
    const path = '/api/admin/webhook-endpoints';
    const url = 'https://shop.example/hooks';
    const endpoint = await operator.post(path, { url }, { 'idempotency-key': 'endpoint' });
    secrets.keep('signing secret', endpoint.body?.secret);
    const rolled = await operator.post(`${path}/${String(endpoint.body?.id)}/roll-secret`);
    secrets.keep('signing secret after that', rolled.body?.secret);
  }

  async #handOutStripes(): Promise<void> {
    const { secrets, browser } = this;
    const { priceId } = await stock(this.operator);
    const order = await browser.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
    this.orderId = String(order.body?.id);
    const begin = (key: string): Promise<Answer> =>
      browser.post(
        '/api/payments/intent',
        { order_id: this.orderId },
        { headers: { 'idempotency-key': key } },
      );
    // With its secret in it, and no end: what is logged of such an answer is worth a look.
    await this.sandbox.fail({ route: 'POST /v1/payment_intents', kind: 'truncate', when: 'after', times: 1 });
    await begin('cut off');
    secrets.keep('client secret', (await begin('intent')).body?.client_secret);
    const headers = { 'idempotency-key': 'card' };
    const setup = await browser.post('/api/payment-methods/setup-intent', undefined, { headers });
    secrets.keep('client secret of a card', setup.body?.client_secret);
    await eventually(
      () => sql(this.app.database.url, `SELECT id FROM stripe_events WHERE type = 'payment_intent.created'`),
      (events) => events.length > 0,
      WITHIN_MS,
    );
  }

  async #mailedToken(page: string, address: string): Promise<string> {
    const link = new RegExp(`/${page}#token=(\\S+)`);
    const find = async (): Promise<string | undefined> =>
      this.sink.received
        .filter(({ to }) => to === address)
        .map(({ text }) => link.exec(text)?.[1])
        .find((token) => token !== undefined);
    return (await eventually(find, (token) => token !== undefined, WITHIN_MS)) ?? '';
  }
}
