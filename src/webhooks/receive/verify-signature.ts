import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/shared/domain-error.js';

/** Stripe's own default, in both directions: the SDK checks the past only, and a forged future would stay valid for long. */
export const TOLERANCE_S = 300;
/** A header holds one timestamp and a signature per secret; anything longer is no header of Stripe's. */
const MAX_HEADER_LENGTH = 4_096;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

/**
 * Checks `Stripe-Signature` over the bytes as they came.
 * Source: docs.stripe.com/webhooks/signature (`t=<unix seconds>,v1=<hex hmac-sha256 of "t.body">,...`).
 *
 * @throws DomainError `invalid_signature`
 */
export function verifySignature(
  rawBody: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  nowMs: number,
): void {
  if (header === undefined || header.length > MAX_HEADER_LENGTH)
    throw refused('The Stripe-Signature header is missing.');
  const { timestamp, signatures } = parse(header);
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_S) {
    throw refused(`The signature's timestamp is more than ${TOLERANCE_S} s away from this server's clock.`);
  }
  const matches = secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
    return signatures.some((signature) => timingSafeEqual(Buffer.from(signature, 'hex'), expected));
  });
  if (!matches) throw refused('No signature fits the body and a signing secret of this endpoint.');
}

function parse(header: string): { timestamp: string; signatures: string[] } {
  const pairs = header.split(',').map((pair) => pair.trim().split('=', 2));
  const timestamps = pairs.filter(([key]) => key === 't').map(([, value]) => value ?? '');
  const signatures = pairs.filter(([key]) => key === 'v1').map(([, value]) => value ?? '');
  const [timestamp] = timestamps;
  if (timestamp === undefined || timestamps.length > 1 || !/^\d{1,12}$/.test(timestamp)) {
    throw refused('The Stripe-Signature header has no readable timestamp.');
  }
  return { timestamp, signatures: signatures.filter((signature) => HEX_SHA256.test(signature)) };
}

function refused(message: string): DomainError {
  return new DomainError('invalid_signature', 'invalid', message);
}
