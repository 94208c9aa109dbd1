import { formatAmount } from './format-amount.js';
import { formatDay } from './format-day.js';
import type { Amount, NameInMails, Texts } from './letter.js';

const amountOf = (amount: Amount): string => formatAmount(amount, 'ja');
const greeting = (name: NameInMails): string => (name === null ? 'お客様' : `${name} 様`);

export const JAPANESE: Texts = {
  receipt: ({ name, orderNumber, items, taxes, ordered, charged, paidAt, seller, url }) => ({
    subject: `ご注文 ${orderNumber} の領収書`,
    text: [
      greeting(name),
      '',
      `ご注文 ${orderNumber} のお支払いを確認いたしました。ありがとうございます。`,
      '',
      ...items.map((item) => `  ${item.name} × ${item.quantity}：${amountOf(item.amount)}`),
      ...(ordered === null ? [] : [`  ご注文額：${amountOf(ordered)}`]),
      ...taxes.map(({ percent, amount }) => `  消費税（${percent}%）：${amountOf(amount)}`),
      `  ${ordered === null ? '合計' : 'ご請求額'}：${amountOf(charged)}`,
      '',
      `  お支払日：${formatDay(paidAt, seller.timeZone, 'ja')}`,
      ...(seller.name === null ? [] : [`  発行者：${seller.name}`]),
      ...(seller.registrationNumber === null ? [] : [`  登録番号：${seller.registrationNumber}`]),
      '',
      `領収書：${url}`,
    ].join('\n'),
  }),
  refund: ({ name, orderNumber, amount }) => ({
    subject: `ご注文 ${orderNumber} の返金`,
    text: [
      greeting(name),
      '',
      `ご注文 ${orderNumber} について ${amountOf(amount)} を、お支払いに使われた方法へ返金いたしました。`,
      '明細に反映されるまで5〜10営業日かかる場合があります。',
    ].join('\n'),
  }),
  dispute: ({ disputeId, orderNumber, amount, reason, dueBy }) => ({
    subject: `異議申し立て${orderNumber === null ? '' : `：ご注文 ${orderNumber}`}`,
    text: [
      '支払いに対する異議申し立てがありました。',
      '',
      `  異議申し立て：${disputeId}`,
      ...(orderNumber === null ? [] : [`  注文：${orderNumber}`]),
      ...(amount === null ? [] : [`  金額：${amountOf(amount)}`]),
      ...(reason === null ? [] : [`  理由：${reason}`]),
      ...(dueBy === null ? [] : [`  証拠の提出期限：${dueBy}`]),
      '',
      '期限までに証拠を提出しない場合、敗訴となります。',
    ].join('\n'),
  }),
  passwordReset: ({ name }) => ({
    subject: 'パスワードの再設定',
    text: [
      greeting(name),
      '',
      'パスワードの再設定のご依頼を承りました。このメールの末尾のリンクを開き、新しいパスワードを設定してください。',
      'リンクは1時間以内に1回のみ有効です。お心当たりがない場合は、何もなさらなければパスワードは変わりません。',
    ].join('\n'),
  }),
  emailVerification: ({ name }) => ({
    subject: 'メールアドレスの確認',
    text: [
      greeting(name),
      '',
      'このメールの末尾のリンクを開き、メールアドレスの確認を完了してください。リンクは24時間以内に1回のみ有効です。',
      'ご登録のお心当たりがない場合は、何もなさらないでください。',
    ].join('\n'),
  }),
  newAddress: ({ name }) => ({
    subject: '新しいメールアドレスの確認',
    text: [
      greeting(name),
      '',
      'このメールの末尾のリンクを開くと、このアドレスがアカウントに設定されます。ログインを求められた場合は、ログインしてください。',
      'リンクは1時間以内に1回のみ有効です。お心当たりがない場合は、何もなさらないでください。',
    ].join('\n'),
  }),
  emailChangeRequested: ({ name }) => ({
    subject: 'メールアドレスの変更のご依頼',
    text: [
      greeting(name),
      '',
      'アカウントのメールアドレスの変更を、パスワードの確認のうえ承りました。まだ変更されていません。',
      '新しいアドレス宛に、1時間有効なリンクをお送りしました。',
      'お心当たりがない場合は、ログイン画面の「パスワードをお忘れですか？」から、ただちにパスワードを再設定してください。リンクは無効になります。',
    ].join('\n'),
  }),
  emailChanged: ({ name }) => ({
    subject: 'メールアドレスが変更されました',
    text: [
      greeting(name),
      '',
      'アカウントのメールアドレスが変更され、ほかの端末はすべてログアウトされました。今後のメールはこのアドレスには届かず、',
      'このアドレスでパスワードを再設定することもできません。',
      'お心当たりがない場合は、ただちにこのメールにご返信ください。当店で状況を確認いたします。',
    ].join('\n'),
  }),
  addressWanted: ({ name }) => ({
    subject: 'お使いのメールアドレスについて',
    text: [
      greeting(name),
      '',
      'このメールアドレスを別のアカウントに設定したいとのご依頼がありました。すでにお客様のアカウントのアドレスですので、',
      '変更は行われていません。また、お客様のアカウントがあることはお伝えしていません。',
      'ご本人のご依頼の場合は、このアドレスのアカウントでログインするか、先にそのアカウントを削除してください。そうでない場合、お手続きは不要です。',
    ].join('\n'),
  }),
  passwordChanged: ({ name }) => ({
    subject: 'パスワードが変更されました',
    text: [
      greeting(name),
      '',
      'アカウントのパスワードが変更され、ほかの端末はすべてログアウトされました。',
      'お心当たりがない場合は、ログイン画面の「パスワードをお忘れですか？」から、ただちにパスワードを再設定してください。',
    ].join('\n'),
  }),
  accountDeleted: ({ name }) => ({
    subject: 'アカウントが削除されました',
    text: [
      greeting(name),
      '',
      'ご依頼のとおりアカウントを削除し、お客様の個人情報と保存済みのカードを消去いたしました。',
      'ご注文・お支払い・返金の記録は、お名前を除いた形で帳簿に残ります。このアドレスへのメールはこれが最後です。',
    ].join('\n'),
  }),
};
