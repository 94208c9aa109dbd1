import type { adminWords as english } from '../en/admin.js';
import { adminAccessWords } from './admin-access.js';
import { adminCatalogueWords } from './admin-catalogue.js';
import { adminCustomerWords } from './admin-customers.js';
import { adminEventWords } from './admin-events.js';
import { adminMoneyWords } from './admin-money.js';
import { adminOrderWords } from './admin-orders.js';
import { adminOverviewWords } from './admin-overview.js';
import { adminWebhookWords } from './admin-webhooks.js';

export const adminWords: typeof english = {
  menu: '運営メニュー',
  toShop: 'ショップへ',
  forbiddenTitle: '運営者専用のページです',
  forbidden: 'お客様のアカウントでログインしています。続けるには、運営者のアカウントでログインしてください。',

  lists: {
    filter: '絞り込み',
    from: '開始日',
    to: '終了日',
    all: 'すべて',
    separator: '、',
    reset: '絞り込みを解除',
    nothingFits: '該当するものがありません',
    nothingFitsText: '条件を減らすか、変えてお試しください。',
    shown: (count, more) => (more ? `${count}件を表示中（続きがあります）` : `${count}件を表示中`),
  },
  none: '—',
  you: '自分',
  system: '自動',
  notFoundTitle: 'ページが見つかりません',
  notFound: 'アドレスが正しくないか、すでに存在しない可能性があります。',
  save: '保存',
  cancel: 'やめる',
  saving: '保存中…',
  saved: '保存しました。',
  copy: 'コピー',
  copied: 'コピーしました。',
  notCopied: 'このブラウザではコピーできません。文字を選択してコピーしてください。',
  shownOnceDone: '控えました',

  problems: {
    refund_exceeds_captured: '返金できる残額を超えています。ページを再読み込みして残額をご確認ください。',
    order_not_refundable: 'この注文は現在返金できません。',
    payment_disputed: '異議申し立て中の支払いは返金できません。回答するか、受け入れてください。',
    order_not_capturable: 'この注文には売上を確定できる与信がありません。',
    capture_in_progress: '別の売上確定が進行中です。完了までお待ちください。',
    payment_close_failed: 'Stripeが支払い手続きの終了を拒否したため、注文をキャンセルできません。',
    evidence_missing: '証拠がまだありません。証拠を追加するか、異議申し立てを受け入れてください。',
    dispute_closed: '異議申し立ては終了しています。回答することはありません。',
    event_thinned: 'データが削除されているため、再実行できません。すでに反映されています。',
    price_immutable: 'この価格は注文で使われています。販売の開始と停止だけができます。',
    webhook_url_refused: 'このアドレスには送信できません。インターネット上のアドレスを入力してください。',
    api_key_shown_once:
      'キーは発行されましたが、表示できませんでした。無効にして、もう一度発行してください。',
    own_role: 'ご自身の役割は、別の運営者が変更します。',
    email_unverified: 'メールアドレスが確認されていません。先にメールのリンクを開いていただいてください。',
    signs_in_elsewhere:
      'このアカウントは外部のサービスでログインしています。運営者にはパスワードが必要です。',
    busy: 'サーバーが混み合っています。しばらくしてから、もう一度お試しください。',
  },

  ...adminOverviewWords,
  ...adminOrderWords,
  ...adminMoneyWords,
  ...adminEventWords,
  ...adminCustomerWords,
  ...adminCatalogueWords,
  ...adminWebhookWords,
  ...adminAccessWords,
};
