const EN = {
  card: { number: 'Card number', expiry: 'Expiration date', cvc: 'Security code' },
  placeholder: { expiry: 'MM / YY', cvc: 'CVC' },
  note: '<strong>Sandbox.</strong> No real card is charged, and no real card number belongs here.',
  fillIn: 'Fill in a test card',
  samples: { pays: 'Pays', isDeclined: 'Is declined', asks: 'Asks for 3-D Secure' },
  problems: {
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is invalid.',
    incomplete_expiry: "Your card's expiration date is incomplete.",
    invalid_expiry_month: "Your card's expiration month is invalid.",
    invalid_expiry_year_past: "Your card's expiration year is in the past.",
    incomplete_cvc: "Your card's security code is incomplete.",
  },
  bank: {
    note: '<strong>Sandbox.</strong> At a real bank you would confirm this in its app or with a code.',
    question: 'Your bank wants to know whether it is you.',
    questionOf: (amount) => `Your bank wants to know whether it is you who pays <strong>${amount}</strong>.`,
    pass: 'Complete authentication',
    fail: 'Fail authentication',
  },
};

const JA = {
  card: { number: 'カード番号', expiry: '有効期限', cvc: 'セキュリティコード' },
  placeholder: { expiry: '月 / 年', cvc: 'CVC' },
  note: '<strong>サンドボックス。</strong>実際のカードには請求されません。本物のカード番号は入力しないでください。',
  fillIn: 'テストカードを入力する',
  samples: { pays: '支払い成功', isDeclined: '支払い拒否', asks: '3Dセキュア認証' },
  problems: {
    incomplete_number: 'カード番号に不備があります。',
    invalid_number: 'カード番号が無効です。',
    incomplete_expiry: 'カードの有効期限に不備があります。',
    invalid_expiry_month: 'カードの有効期限の月が無効です。',
    invalid_expiry_year_past: 'カードの有効期限が切れています。',
    incomplete_cvc: 'カードのセキュリティコードに不備があります。',
  },
  bank: {
    note: '<strong>サンドボックス。</strong>本物のカード会社では、アプリや認証コードで確認します。',
    question: 'カード会社がご本人の確認を求めています。',
    questionOf: (amount) =>
      `カード会社が<strong>${amount}</strong>のお支払いについて、ご本人の確認を求めています。`,
    pass: '認証する',
    fail: '認証に失敗する',
  },
};

/** What the forms say in the language that `Stripe(key, { locale })` asks for, or else the browser's: Stripe.js has the same option. */
export function wordsFor(locale = 'auto') {
  const language = locale === 'auto' ? navigator.language : locale;
  return language.startsWith('ja') ? JA : EN;
}
