import type { commonWords as english } from '../en/common.js';

export const commonWords: typeof english = {
  locale: 'ja',
  brand: 'Kaikei',

  common: {
    skip: '本文へ移動',
    loading: '読み込み中',
    retry: 'もう一度試す',
    more: 'さらに表示',
    loadingMore: '読み込み中…',
    listEnd: 'すべて表示しました。',
    menu: 'メインメニュー',
  },

  nav: {
    shop: 'ショップ',
    cart: 'カート',
    orders: '注文',
    account: 'マイページ',
    signIn: 'ログイン',
    admin: '運営',
  },
  cartCount: (count: number) => `${count}点`,

  footer: {
    terms: 'ご利用規約',
    privacy: 'プライバシーポリシー',
    docs: 'API',
    sandbox: 'Stripeサンドボックス',
    mails: 'メール',
    language: '言語',
    testMode: 'テストモードです。実際のお金は動きません。',
  },

  problem: {
    title: 'うまくいきませんでした',
    staleTitle: '表示が最新ではない可能性があります',
    noAnswer: 'サーバーから応答がありません。接続をご確認のうえ、もう一度お試しください。',
    server:
      '当店側で問題が発生しました。データは失われていません。しばらくしてから、もう一度お試しください。',
    tooMany: '短い時間に操作が集中しました。1分ほど待ってから、もう一度お試しください。',
    refused: (message: string) => `お受けできませんでした（${message}）`,
    byCode: {
      account_in_use:
        'お手続き中の注文があります。お支払いまたはキャンセルするか、決済や係争の完了後に、もう一度お試しください。',
      last_operator: '運営者がほかにいません。先に別の運営者を登録してください。',
      too_many_links:
        '1時間に送信できるリンクの上限に達しました。最新のリンクは引き続き有効です。しばらくしてからもう一度お試しください。',
      session_ended: 'ログアウトされました。もう一度ログインしてください。',
      invalid_credentials: 'メールアドレスまたはパスワードが正しくありません。',
      email_taken: 'このメールアドレスはすでに登録されています。ログインしてください。',
      stripe_unavailable:
        '現在Stripeに接続できません。お支払いは行われていません。しばらくしてから、もう一度お試しください。',
      payment_intent_creation_failed: 'Stripeでお支払いを開始できませんでした。お支払いは行われていません。',
      payment_replaced:
        'この注文は別のタブまたはウィンドウでお支払い手続き中です。そちらで続けるか、このページを再読み込みしてください。',
      payment_method_not_found: 'このカードはすでに削除されています。',
      idempotency_in_progress: 'ご注文の処理がまだ続いています。少し待ってから、注文一覧をご確認ください。',
    },
  },

  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスが間違っているか、ページが移動した可能性があります。',
  },

  crashed: {
    title: 'ページを表示できませんでした',
    text: '当店側の不具合です。カートとご注文の内容に影響はありません。',
    reload: 'ページを再読み込みする',
  },

  terms: {
    title: 'ご利用規約',
    paragraphs: [
      'ご注文は、表示価格でのご購入のお申し込みとなります。消費税が価格に含まれるか別途加算されるかは、ご注文内容に表示されます。',
      'お支払いにはStripeを利用します。ご注文は、Stripeから当店にお支払いの確認が届いた時点で「お支払い済み」となります。',
      'お支払い前のご注文は、いつでもキャンセルできます。返金は、お支払いに使用されたカードに対して行います。',
      '当店の運営者が別途規約を定める場合があります。ご不明な点は運営者にお問い合わせください。',
    ],
  },
  privacy: {
    title: 'プライバシーポリシー',
    paragraphs: [
      '当店は、お名前、メールアドレス、ご注文内容、および規約等に同意された日時を保管します。',
      'パスワードは、元に戻せないハッシュの形でのみ保管します。カード情報は直接Stripeに送信され、当店が目にすることはありません。',
      'ログインの際に、ログイン状態の維持のためだけにCookieを使用します。カートの内容はお使いのブラウザーに保存されます。行動の追跡は一切行いません。',
    ],
  },
};
