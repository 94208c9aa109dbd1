import http from 'node:http';
import https from 'node:https';

/** A receiver that does not answer in this time has failed, as at Stripe. */
const ANSWER_TIMEOUT_MS = 20_000;

/** At most this many deliveries are under way at once; what one developer's server can take. */
export const MAX_IN_FLIGHT = 32;

const options = { keepAlive: true, maxSockets: MAX_IN_FLIGHT };
const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

export interface SendResult {
  status: number | null;
  error: string | null;
}

/** Posts a payload. Any 2xx is success; a redirect is a failure and is not followed. Never throws. */
export function send(url: string, payload: string, signature: string): Promise<SendResult> {
  return new Promise((resolve) => {
    const target = new URL(url);
    const secure = target.protocol === 'https:';
    const request = (secure ? https : http).request(target, {
      method: 'POST',
      agent: agents[secure ? 'https:' : 'http:'],
      timeout: ANSWER_TIMEOUT_MS,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(payload),
        'Stripe-Signature': signature,
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks) kaikei-sandbox',
        Accept: '*/*; q=0.5, application/xml',
      },
    });
    request.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? null, error: null });
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS} ms`)));
    request.on('error', (error) => resolve({ status: null, error: error.message }));
    request.end(payload);
  });
}

/** Lets go of idle connections, so that nothing keeps the process alive. */
export function closeIdleConnections(): void {
  agents['http:'].destroy();
  agents['https:'].destroy();
}
