import { BANNER } from './html.js';

/** What the Checkout page says. What it says while it is used stands in `public/pages/checkout.js`. */
const EN = {
  title: 'Checkout',
  summary: 'Summary',
  item: 'Item',
  total: 'Total',
  pay: (amount: string) => `Pay ${amount}`,
  saveCard: 'Save a card',
  saveNote: 'It will be charged later, not now.',
  saveSubmit: 'Save card',
  email: 'Email',
  nameOnCard: 'Name on card',
  back: 'Back to the shop',
  unknown: 'There is no such checkout.',
  closed: { complete: 'This checkout is complete.', expired: 'This checkout is expired.' },
  banner: BANNER,
};

const JA: typeof EN = {
  title: 'お支払い',
  summary: 'ご注文内容',
  item: '商品',
  total: '合計',
  pay: (amount) => `${amount}を支払う`,
  saveCard: 'カードを登録する',
  saveNote: '今は請求されません。後日のお支払いに使われます。',
  saveSubmit: 'カードを登録する',
  email: 'メールアドレス',
  nameOnCard: 'カードの名義人',
  back: 'ショップに戻る',
  unknown: 'このお支払いページは見つかりません。',
  closed: { complete: 'このお支払いは完了しています。', expired: 'このお支払いページは期限切れです。' },
  banner: '<strong>サンドボックス。</strong>すべて試用です。カードへの請求は行われず、お金は動きません。',
};

export type CheckoutWords = typeof EN;

const WORDS = { en: EN, ja: JA };
export type CheckoutLanguage = keyof typeof WORDS;

export function checkoutWords(language: CheckoutLanguage): CheckoutWords {
  return WORDS[language];
}

/**
 * What the page speaks: as the session's `locale` says; for `auto`, and where it says nothing, the first of the browser's languages that
 * it knows (https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale). Stripe knows forty, this page two.
 *
 * @param accepted the browser's `Accept-Language`, in the order of its wishes
 */
export function checkoutLanguage(
  locale: string | null | undefined,
  accepted: string | undefined,
): CheckoutLanguage {
  const isOpen = locale === null || locale === undefined || locale === 'auto';
  const wishes = isOpen ? (accepted ?? '').split(',') : [locale];
  const known = wishes.map((wish) => wish.trim().slice(0, 2).toLowerCase()).find((wish) => wish in WORDS);
  return known === 'ja' ? 'ja' : 'en';
}
