import { WebhookUrlRefused } from './notification-errors.js';

/** Below what proxies and servers take of a request line. */
const MAX_LENGTH = 2_048;
const WEB_PORTS = [80, 443];
/** Lower ones belong to other services (mail, shells, name servers), which must not be spoken to in HTTP. */
const FIRST_UNPRIVILEGED_PORT = 1_024;

/**
 * The address of an endpoint, normalized as the URL standard says, so that `http://0x7f.1` is seen for what it is.
 * Where it may lead is another question: that is known by the network only.
 *
 * @throws WebhookUrlRefused
 */
export function parseWebhookUrl(raw: string): string {
  if (raw.length > MAX_LENGTH) throw new WebhookUrlRefused(`It is longer than ${MAX_LENGTH} characters.`);
  if (!URL.canParse(raw)) throw new WebhookUrlRefused('It is no absolute URL.');
  const url = new URL(raw);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new WebhookUrlRefused('It must begin with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw new WebhookUrlRefused('It must not hold a user name or password: webhooks are signed.');
  if (url.hash !== '') throw new WebhookUrlRefused('It must not have a fragment, which is never sent.');
  if (url.port !== '' && !isSanePort(Number(url.port)))
    throw new WebhookUrlRefused('Its port must be 80, 443, or 1024 and above.');
  return url.href;
}

function isSanePort(port: number): boolean {
  return WEB_PORTS.includes(port) || port >= FIRST_UNPRIVILEGED_PORT;
}
