import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type TestSandbox, testSandbox } from '../support/sandbox.js';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let sandbox: TestSandbox;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  sandbox = await testSandbox();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ARGS,
  });
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 375, height: 720 } });
  page.on('pageerror', (error) => problems.push(error.message));
});
afterEach(async () => {
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  await page.close();
  expect({ problems: problems.splice(0), scrollsSideways: wide }).toEqual({
    problems: [],
    scrollsSideways: false,
  });
});
afterAll(async () => {
  await browser.close();
  await sandbox.close();
});

async function payWith(number: string): Promise<void> {
  await page.getByLabel('Email').fill('buyer@example.com');
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiration date').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: /^Pay/ }).click();
}

const openSession = (locale?: 'ja' | 'auto') =>
  sandbox.stripe.checkout.sessions.create({
    mode: 'payment',
    ...(locale && { locale }),
    line_items: [
      { price_data: { currency: 'jpy', unit_amount: 600, product_data: { name: 'Tea' } }, quantity: 2 },
    ],
    success_url: `${sandbox.url}/?done={CHECKOUT_SESSION_ID}`,
  });

test('Checkout: a mistake, a decline, 3-D Secure, and paid', async () => {
  const session = await openSession();
  await page.goto(String(session.url));
  await page.getByRole('button', { name: 'Pay ¥1,200' }).click();
  await page.getByText('Please enter an email address.').waitFor();
  await payWith('4000000000000002');
  await page.getByText('Your card was declined.').waitFor();
  await payWith('4000002760003184');
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await page.waitForURL(new RegExp(`done=${session.id}`));
  expect((await sandbox.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
});

test('Checkout speaks the language that the seller asks for, down to the reasons of a bank', async () => {
  const session = await openSession('ja');
  await page.goto(String(session.url));
  await page.getByRole('heading', { name: '￥1,200を支払う' }).waitFor();
  await page.getByRole('button', { name: '￥1,200を支払う' }).click();
  await page.getByText('メールアドレスを入力してください。').waitFor();
  await page.getByLabel('メールアドレス').fill('buyer@example.com');
  await page.getByLabel('カード番号').fill('4000000000009995');
  await page.getByLabel('有効期限').fill('12 / 34');
  await page.getByLabel('セキュリティコード').fill('123');
  await page.getByRole('button', { name: '￥1,200を支払う' }).click();
  await page.getByText('カードの残高が不足しています。').waitFor();
  await page.getByLabel('カード番号').fill('4000002760003184');
  await page.getByRole('button', { name: '￥1,200を支払う' }).click();
  await page.getByRole('button', { name: '認証する' }).click();
  await page.waitForURL(new RegExp(`done=${session.id}`));
});

test('Checkout: a failed challenge leaves the session open; an expired one says so', async () => {
  const session = await openSession();
  await page.goto(String(session.url));
  await payWith('4000002760003184');
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await page.getByText('failed authentication').waitFor();
  await sandbox.stripe.checkout.sessions.expire(session.id);
  await page.reload();
  await page.getByRole('heading', { name: 'This checkout is expired.' }).waitFor();
});

test('the challenge page leads back with the outcome, and the receipt shows what was paid', async () => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_threeDSecure2Required',
    return_url: `${sandbox.url}/?back`,
  });
  await page.goto(String(intent.next_action?.redirect_to_url?.url));
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await page.waitForURL(/redirect_status=succeeded/);
  const paid = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
  await page.goto((paid.latest_charge as { receipt_url: string }).receipt_url);
  await page.getByText('$10.00').waitFor();
});

test('the controls make things happen', async () => {
  await sandbox.stripe.paymentIntents.create({
    amount: 5000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
  });
  await page.goto(sandbox.url);
  await page.getByLabel('What').selectOption('dispute');
  await page.getByRole('button', { name: 'Trigger' }).click();
  await page.getByText(/Done: du_/).waitFor();
  await page.getByRole('cell', { name: 'charge.dispute.created' }).first().waitFor();
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('Time has moved.').waitFor();
});

test('the keyboard alone pays: through the fields, the challenge and a second attempt', async () => {
  const session = await openSession();
  await page.goto(String(session.url));
  await page.getByLabel('Email').focus();
  for (const text of ['buyer@example.com', 'Ann', '4000002760003184', '1234', '123']) {
    await page.keyboard.type(text);
    if (text !== '123') await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('failed authentication').waitFor();
  await page.keyboard.press('Enter'); // the focus is back in the field that it was in
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`done=${session.id}`));
});
