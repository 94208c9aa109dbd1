import type { shopWords as english } from '../en/shop.js';

const INTERVALS: Record<string, string> = { day: '日', week: '週', month: '月', year: '年' };

export const shopWords: typeof english = {
  shop: {
    title: 'ショップ',
    products: '商品一覧',
    lead: 'お支払いはカードで。Stripeからの確認が届いた時点で、ご注文は「お支払い済み」となります。',
    currency: '表示通貨',
    add: 'カートに入れる',
    named: (action: string, name: string) => `${action}：${name}`,
    added: (name: string, count: string) => `「${name}」をカートに入れました（合計${count}）。`,
    cartFull: (limit: number) => `カートがいっぱいです。入れられる商品は${limit}種類までです。`,
    addMore: (count: number) => `もう1点追加（${count}）`,
    taxFree: '非課税',
    taxIncluded: '税込',
    taxOnTop: (rate: string) => `税別（${rate}）`,
    onlyIn: (code: string) => `${code}のみで販売`,
    twoCurrencies: 'カートに複数の通貨の商品があります。通貨ごとに別々のご注文となります。',
    subscriptions: '定期購入',
    subscriptionsLead:
      'ご解約いただくまで、定期的にお支払いが発生します。現在、このページからはお申し込みいただけません。',
    subscription: '定期購入',
    perInterval: (amount: string, interval: string) => `${amount}／${INTERVALS[interval] ?? interval}`,
    emptyTitle: '販売中の商品はありません',
    empty: '商品が追加されると、こちらに表示されます。',
  },

  cart: {
    title: 'カート',
    emptyTitle: 'カートに商品がありません',
    empty: 'カートの内容は、ページを閉じても保存されます。',
    toShop: 'ショップへ',
    each: (amount: string) => `単価 ${amount}`,
    quantity: (name: string) => `「${name}」の数量`,
    fewer: (name: string) => `「${name}」を1点減らす`,
    another: (name: string) => `「${name}」を1点増やす`,
    remove: '削除',
    removeNamed: (name: string) => `「${name}」を削除`,
    removed: (name: string) => `「${name}」をカートから削除しました。`,
    changed: (name: string, quantity: number) => `${name}：${quantity}点`,
    split: (count: number) =>
      `ご注文は通貨ごとに分かれます。このカートは${count}件のご注文になりますので、1件ずつご注文のうえお支払いください。`,
    inCurrency: (code: string) => `${code}の商品`,
    sum: '商品合計',
    taxNote: '税額と合計金額は、ご注文時に計算されます。お支払いの前にご確認いただけます。',
    checkout: 'お支払いへ進む',
    checkoutSignedOut: 'ログインして進む',
    placing: 'ご注文を処理しています…',
    notForSale: (names: string) =>
      `販売を終了した商品があります：${names}。削除すると、残りの商品をご注文いただけます。`,
  },
};
