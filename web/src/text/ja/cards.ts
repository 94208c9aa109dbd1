import { CARD_BRANDS as brands } from '../card-brands.js';
import type { cardWords as english } from '../en/cards.js';

export const cardWords: typeof english = {
  cards: {
    title: '登録済みのカード',
    empty: '登録済みのカードはありません。こちら、またはお支払いの際に登録できます。',
    name: (brand: string, last4: string) => `${brands[brand] ?? brand} •••• ${last4}`,
    spokenName: (brand: string, last4: string) => `${brands[brand] ?? brand}（末尾${last4}）`,
    expiry: (month: string, year: string) => `${month}/${year}`,
    expires: (date: string) => `有効期限 ${date}`,
    expired: (date: string) => `期限切れ ${date}`,
    isDefault: '既定',
    makeDefault: '既定にする',
    makeDefaultNamed: (name: string) => `${name}を既定にする`,
    madeDefault: (name: string) => `${name}を既定のカードにしました。`,
    remove: '削除',
    removeNamed: (name: string) => `${name}を削除`,
    removeQuestion: (name: string) => `${name}を削除しますか？`,
    removeNote: 'Stripeからカード情報が削除されます。お支払い済みのご注文には影響しません。',
    removeYes: '削除する',
    removeNo: '残す',
    removing: '削除中…',
    removed: (name: string) => `${name}を削除しました。`,
    add: 'カードを追加',
    cancelAdd: '今はしない',
    added: 'カードを登録しました。',
    openTitle: 'カードのフォームを開けませんでした',
    payWith: 'お支払いに使うカード',
    another: '別の方法で支払う',
    save: '次回のためにこのカードを登録する',
    saveNote:
      'カード情報はStripeが保管します。ご注文や定期購入のお支払い以外には使用せず、マイページからいつでも削除できます。',
    adding: {
      submit: 'カードを登録する',
      submitting: '登録中…',
      declinedTitle: 'カードを登録できませんでした',
      notConfirmed: 'カード会社でご本人の確認ができませんでした。',
      tryAgain: 'もう一度試すか、別のカードをご利用ください。',
      unsureTitle: '応答がありませんでした',
      unsure:
        'カードが登録されたかどうか、まだ確認できていません。もう一度お試しになる前に、登録済みのカードをご確認ください。',
    },
  },
};
