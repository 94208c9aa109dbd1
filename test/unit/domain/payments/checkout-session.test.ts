import {
  CheckoutSession,
  type CheckoutState,
  type CheckoutStatus,
} from '../../../../src/domain/payments/checkout-session.js';

const AT = new Date('2026-11-20T09:00:00Z');

function session(status: CheckoutStatus): CheckoutSession {
  const requested = CheckoutSession.request({
    attemptId: 'attempt-1',
    organizationId: 'org-1',
    successUrl: 'https://shop.example/done',
    cancelUrl: 'https://shop.example/',
    locale: 'ja',
    updatedAt: AT,
  });
  if (status !== 'opening') requested.observe('cs_1', status, AT);
  return requested;
}

describe('a Checkout session', () => {
  it.each<[CheckoutStatus, CheckoutState, string]>([
    ['opening', 'open', 'news'],
    ['opening', 'complete', 'news'],
    ['opening', 'expired', 'news'],
    ['open', 'open', 'known'],
    ['open', 'complete', 'news'],
    ['open', 'expired', 'news'],
    ['complete', 'open', 'stale'],
    ['complete', 'complete', 'known'],
    ['complete', 'expired', 'contradiction'],
    ['expired', 'open', 'stale'],
    ['expired', 'complete', 'contradiction'],
    ['expired', 'expired', 'known'],
  ])('that is %s and is seen to be %s: %s', (from, seen, news) => {
    const checkout = session(from);
    expect(checkout.observe('cs_1', seen, AT)).toBe(news);
    expect(checkout.status).toBe(news === 'news' ? seen : from);
  });

  it('is one for an attempt', () => {
    expect(session('opening').mayBe('cs_2')).toBe(true);
    expect(session('open').mayBe('cs_2')).toBe(false);
    expect(() => session('open').observe('cs_2', 'complete', AT)).toThrow('one Checkout session');
  });

  it('is the one that is asked for again when it returns to the same addresses, in the language that is asked for', () => {
    const [successUrl, cancelUrl] = ['https://shop.example/done', 'https://shop.example/'];
    const locale = null;
    expect(session('open').fits({ successUrl, cancelUrl, locale })).toBe(true);
    expect(session('open').fits({ successUrl, cancelUrl, locale: 'ja' })).toBe(true);
    expect(session('open').fits({ successUrl, cancelUrl, locale: 'en' })).toBe(false);
    expect(session('open').fits({ successUrl, cancelUrl: successUrl, locale })).toBe(false);
    expect(session('open').fits({ successUrl: cancelUrl, cancelUrl, locale })).toBe(false);
  });
});
