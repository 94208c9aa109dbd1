import type { adminWords as english } from '../en/admin.js';
import { adminCatalogueWords } from './admin-catalogue.js';
import { adminCustomerWords } from './admin-customers.js';
import { adminEventWords } from './admin-events.js';
import { adminMoneyWords } from './admin-money.js';
import { adminOrderWords } from './admin-orders.js';
import { adminOverviewWords } from './admin-overview.js';

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

  ...adminOverviewWords,
  ...adminOrderWords,
  ...adminMoneyWords,
  ...adminEventWords,
  ...adminCustomerWords,
  ...adminCatalogueWords,
};
