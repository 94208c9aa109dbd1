import { type RunningApp, startApp, type StartOptions } from './app.js';
import { type AnswerBody, BrowserClient } from './browser-client.js';
import { startStripeCustomersStub, type StripeCustomersStub } from './stripe-customers-stub.js';

export const PASSWORD = 'horse tent gravel';

/** The API beside a Stripe that makes customers, and browsers to use it with. */
export interface IdentityApp {
  readonly app: RunningApp;
  readonly stripe: StripeCustomersStub;
  /** A browser without any cookie. */
  browser(): BrowserClient;
  /** A browser that has just registered, and what it was answered. */
  registered(): Promise<{ browser: BrowserClient; answer: AnswerBody }>;
  close(): Promise<void>;
}

export async function startIdentityApp(options: StartOptions = {}): Promise<IdentityApp> {
  const stripe = await startStripeCustomersStub();
  const app = await startApp({ ...options, env: { STRIPE_API_BASE: stripe.url, ...options.env } });
  const browser = (): BrowserClient => new BrowserClient(app.url);
  return {
    app,
    stripe,
    browser,
    registered: async () => {
      const newcomer = browser();
      const { body } = await newcomer.post('/api/auth/register', registration());
      return { browser: newcomer, answer: body ?? {} };
    },
    close: async () => {
      await app.close();
      await stripe.close();
    },
  };
}

/** What a page sends to register someone new. */
export function registration(overrides: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const email = `${crypto.randomUUID()}@example.com`;
  const consent = { terms_accepted: true, privacy_accepted: true };
  return { email, password: PASSWORD, name: 'Hanako', ...consent, ...overrides };
}

export function bearer(token: unknown): Record<string, string> {
  return { authorization: `Bearer ${String(token)}` };
}
