import { REDACTED, redactLine } from '../../../../src/infrastructure/telemetry/redaction.js';

const line = (facts: object): string =>
  JSON.stringify({ level: 'info', msg: 'Something happened.', ...facts });

describe('no log line holds', () => {
  it.each([
    ['a Stripe key', { msg: 'Invalid API Key: sk_test_51Habc' }, 'sk_test_51Habc'],
    ['a restricted key', { err: { message: 'rk_live_9xyz was refused' } }, 'rk_live_9xyz'],
    ['a webhook secret', { msg: 'signed with whsec_abcDEF123' }, 'whsec_abcDEF123'],
    ['a client secret', { body: { client: 'pi_3Q_secret_k9' } }, 'pi_3Q_secret_k9'],
    ['a token', { url: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' }, 'eyJhbGciOiJIUzI1NiJ9'],
    [
      'a refresh token',
      { path: '/api/x/0193a7c2-6f3e-7000-8000-000000000001.HGzAJrVA0TX1bTyFjIsuXABKCzV3J3Wj1qgRIfvRy-Q' },
      'HGzAJrVA0TX1bTyFjIsuXABKCzV3J3Wj1qgRIfvRy-Q',
    ],
    ['a bearer header', { headers: { auth: 'Bearer opaque-token-1' } }, 'opaque-token-1'],
    ['a password', { password: 'horse "tent" gravel' }, 'tent'],
    ['a new password', { body: { new_password: 'horse' } }, 'horse'],
    ['a cookie', { headers: { 'set-cookie': 'kaikei_refresh=abc' } }, 'kaikei_refresh=abc'],
    ['an authorization header', { headers: { Authorization: 'Basic dXNlcg==' } }, 'dXNlcg=='],
    ['a password hash', { msg: 'is $argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA' }, 'aGFzaA'],
    ["a database's password", { msg: 'postgres://kaikei:pa55@db:5432/kaikei is away' }, 'pa55'],
    ['a card number', { msg: 'card 4242424242424242 declined' }, '4242424242424242'],
    ['a card number with spaces', { msg: '4000 0025 0000 3155' }, '0025'],
    ['a security code', { cvc: '123' }, '123'],
  ])('%s', (_, facts, secret) => {
    const redacted = redactLine(line(facts));
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain(REDACTED);
    expect(() => JSON.parse(redacted) as unknown).not.toThrow();
  });

  it.each([
    { msg: 'Order 0193a7c2-6f3e-7000-8000-000000000001 is paid.' },
    { event: 'evt_1QabcDEF', amount: 1_234_567_890, payment_intent: 'pi_3Qabc' },
    { msg: 'Number 4242424242424241 has a wrong check digit.' },
    { time: '2026-11-20T09:00:00.000Z', url: 'http://127.0.0.1:12111/v1' },
  ])('but leaves alone %j', (facts) => {
    expect(redactLine(line(facts))).toBe(line(facts));
  });
});
