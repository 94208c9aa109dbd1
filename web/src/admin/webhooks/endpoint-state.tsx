import type { WebhookEndpoint } from 'kaikei-sdk';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';

export function EndpointState({ endpoint }: { endpoint: WebhookEndpoint }) {
  const words = adminText.webhooks;
  if (!endpoint.enabled)
    return <Badge tone={endpoint.disabled_reason === 'operator' ? 'quiet' : 'bad'}>{words.disabled}</Badge>;
  return endpoint.failing_since === null ? (
    <Badge tone="good">{words.enabled}</Badge>
  ) : (
    <Badge tone="bad">{words.failing}</Badge>
  );
}
