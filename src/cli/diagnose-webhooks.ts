import { StripeRejectedError, StripeUnavailableError } from '../application/ports/stripe-service.js';
import type { StripeWebhookEndpoint } from '../application/operations/ports/stripe-webhook-endpoints.js';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { StripeCaller } from '../infrastructure/stripe/stripe-caller.js';
import { createStripeClient, STRIPE_API_VERSION } from '../infrastructure/stripe/stripe-client.js';
import { StripeWebhookEndpoints } from '../infrastructure/stripe/stripe-webhook-endpoints.js';
import type { Diagnosis } from './doctor.js';

const OWN_PATH = '/webhooks/stripe';
const CONNECT_PATH = '/webhooks/stripe/connect';

/**
 * Whether Stripe delivers everything that has a handler, in the version that our readers are written for.
 *
 * @param types those that have a handler; null where that cannot be known
 */
export async function diagnoseWebhooks(
  { values }: Configuration,
  types: readonly string[] | null,
): Promise<Diagnosis[]> {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_API_BASE: apiBase } = values;
  const caller = new StripeCaller({ inTransaction: false });
  let endpoints: readonly StripeWebhookEndpoint[];
  try {
    endpoints = await new StripeWebhookEndpoints(createStripeClient({ secretKey, apiBase }), caller).list();
  } catch (error) {
    if (!(error instanceof StripeRejectedError) && !(error instanceof StripeUnavailableError)) throw error;
    return [{ check: 'webhook', advice: `Stripe's endpoints cannot be listed: ${error.message}` }];
  }
  const own = endpoints.filter(({ url }) => isBelow(url, OWN_PATH));
  const connect = endpoints.filter(({ url }) => isBelow(url, CONNECT_PATH));
  const hasConnectSecret = values.STRIPE_CONNECT_WEBHOOK_SECRET.length > 0;
  const diagnoses = [{ check: 'webhook', advice: advise(own, OWN_PATH, types, '`webhook register`') }];
  if (connect.length === 0 && !hasConnectSecret) return diagnoses;
  const advice = hasConnectSecret
    ? advise(connect, CONNECT_PATH, types, '`webhook register --connect`')
    : 'Stripe has an endpoint for connected accounts: set STRIPE_CONNECT_WEBHOOK_SECRET to its secret.';
  return [...diagnoses, { check: 'connect webhook', advice }];
}

function advise(
  endpoints: readonly StripeWebhookEndpoint[],
  path: string,
  types: readonly string[] | null,
  command: string,
): string | null {
  const enabled = endpoints.filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0) return `Stripe has no enabled endpoint that ends in ${path}. Run ${command}.`;
  const current = enabled.filter(({ apiVersion }) => apiVersion === STRIPE_API_VERSION);
  if (current.length === 0)
    return `Stripe's endpoint is of another API version than ${STRIPE_API_VERSION}. Run ${command}.`;
  const delivered = new Set(current.flatMap((endpoint) => endpoint.types));
  const missing = delivered.has('*') ? [] : (types ?? []).filter((type) => !delivered.has(type));
  return missing.length === 0 ? null : `Stripe does not deliver ${missing.join(', ')}. Run ${command}.`;
}

function isBelow(url: string, path: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.endsWith(path);
}
