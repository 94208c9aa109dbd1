import type { adminWords as english } from '../en/admin.js';

export const adminWords: typeof english = {
  menu: '運営メニュー',
  toShop: 'ショップへ',
  overview: '概要',
  forbiddenTitle: '運営者専用のページです',
  forbidden: 'お客様のアカウントでログインしています。続けるには、運営者のアカウントでログインしてください。',
};
