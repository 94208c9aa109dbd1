import type { WebhookEndpoint } from 'kaikei-sdk';

/** What people know an endpoint by. */
export function hostOf({ url }: WebhookEndpoint): string {
  return URL.parse(url)?.host ?? url;
}
