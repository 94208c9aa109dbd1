import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { DomainError } from '../../../src/domain/shared/domain-error.js';
import { TOLERANCE_S, verifySignature } from '../../../src/webhooks/receive/verify-signature.js';

const BODY = Buffer.from('{"id":"evt_1","name":"領収書"}');
const SECRET = 'whsec_current';
const NOW_MS = Date.parse('2026-11-20T12:00:00Z');
const NOW_S = NOW_MS / 1_000;

function signature(secret: string, timestamp: number, body: Buffer = BODY): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}

function header(secret = SECRET, timestamp = NOW_S): string {
  return `t=${timestamp},v1=${signature(secret, timestamp)}`;
}

function codeOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof DomainError ? error.code : 'another error';
  }
}

const check = (value: string | undefined, secrets = [SECRET], body = BODY): string | undefined =>
  codeOf(() => verifySignature(body, value, secrets, NOW_MS));

describe('the signature of an event', () => {
  it("is taken as Stripe's SDK makes it", () => {
    const stripe = new Stripe('sk_test_1', { telemetry: false });
    const made = stripe.webhooks.generateTestHeaderString({
      payload: BODY.toString(),
      secret: SECRET,
      timestamp: NOW_S,
    });
    expect(check(made)).toBeUndefined();
  });

  it('is taken with any of several secrets while they roll', () => {
    expect(check(header('whsec_next'), [SECRET, 'whsec_next'])).toBeUndefined();
    expect(check(header('whsec_gone'), [SECRET, 'whsec_next'])).toBe('invalid_signature');
  });

  it('is taken when one of several in the header fits', () => {
    const wrong = signature('whsec_other', NOW_S);
    expect(check(`t=${NOW_S},v1=${wrong},v1=${signature(SECRET, NOW_S)},v0=abc`)).toBeUndefined();
  });

  it('is refused over altered bytes', () => {
    expect(check(header(), [SECRET], Buffer.concat([BODY, Buffer.from(' ')]))).toBe('invalid_signature');
  });

  it.each([
    ['at the edge of the past', NOW_S - TOLERANCE_S, undefined],
    ['at the edge of the future', NOW_S + TOLERANCE_S, undefined],
    ['from too long ago', NOW_S - TOLERANCE_S - 1, 'invalid_signature'],
    ['from too far in the future', NOW_S + TOLERANCE_S + 1, 'invalid_signature'],
  ])('%s is judged by the tolerance in both directions', (_name, timestamp, expected) => {
    expect(check(header(SECRET, timestamp))).toBe(expected);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without a timestamp', `v1=${signature(SECRET, NOW_S)}`],
    ['without a signature', `t=${NOW_S}`],
    ['of another scheme alone', `t=${NOW_S},v0=${signature(SECRET, NOW_S)}`],
    ['with a timestamp that is no number', `t=now,v1=${signature(SECRET, NOW_S)}`],
    ['with two timestamps', `t=${NOW_S},t=${NOW_S},v1=${signature(SECRET, NOW_S)}`],
    ['with a signature that is no hex', `t=${NOW_S},v1=${'z'.repeat(64)}`],
    ['with half a signature', `t=${NOW_S},v1=${signature(SECRET, NOW_S).slice(0, 32)}`],
    ['longer than any of Stripe', `t=${NOW_S},v1=${'0'.repeat(5_000)}`],
    ['garbage', '\u0000=,;=='],
  ])('that is %s is refused', (_name, value) => {
    expect(check(value)).toBe('invalid_signature');
  });
});
