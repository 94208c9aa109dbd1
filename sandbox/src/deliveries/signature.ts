import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header for these bytes, made anew for every attempt (docs.stripe.com/webhooks/signature). */
export function signatureHeader(payload: string, secret: string, timestamp: number): string {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`, 'utf8').digest('hex');
  return `t=${timestamp},v1=${signature}`;
}
