import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
const VERSION = 'v1';

export interface SignedContent {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/**
 * The headers of the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, one signature per secret,
 * divided by spaces, so that a receiver verifies while a secret rolls.
 *
 * @param secrets `whsec_` and base64, the newest first
 */
export function signatureHeaders(
  { id, at, body }: SignedContent,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1_000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `${VERSION},${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
