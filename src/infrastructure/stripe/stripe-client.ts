import Stripe from 'stripe';

/** The SDK's client, for the modules to hand around: they know nothing else of Stripe. */
export { Stripe as StripeClient };

/** The version that our types and parsers are written for; sent with every call, whatever the account's default. */
export const STRIPE_API_VERSION = '2026-10-28.endive';

export interface StripeClientOptions {
  readonly secretKey: string;
  /** Null: Stripe itself. */
  readonly apiBase: string | null;
}

export function createStripeClient({ secretKey, apiBase }: StripeClientOptions): Stripe {
  return new Stripe(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    // Retries are ours: they share one deadline, and 429 needs one too, which the SDK does not retry.
    maxNetworkRetries: 0,
    // The SDK's telemetry writes a file into the home directory.
    telemetry: false,
    appInfo: { name: 'Kaikei' },
    ...(apiBase === null ? {} : addressOf(apiBase)),
  });
}

function addressOf(apiBase: string): { host: string; port: number; protocol: 'http' | 'https' } {
  const { hostname, port, protocol } = new URL(apiBase);
  const secure = protocol === 'https:';
  return {
    host: hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    protocol: secure ? 'https' : 'http',
  };
}
