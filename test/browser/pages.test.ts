import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectAccessible, expectPagesAccessible } from './accessible.js';
import { standForTests } from './stand.js';

/** Of script, as it comes over the network. What is beyond it waits until somebody goes there. */
const FIRST_VIEW_MAX_BYTES = 150_000;

const OPEN_PAGES = [
  ...['/', '/cart', '/sign-in', '/register', '/terms', '/nowhere', '/components'],
  ...['/forgot-password', '/reset-password', '/verify-email'],
];
const ACCOUNT_PAGES = [
  ...['', '/purchases', '/cards', '/security', '/data'].map((path) => `/account${path}`),
  '/confirm-email',
];

const stand = standForTests();

describe('the language of the pages', () => {
  test('is chosen at the foot of every page, takes effect at once, and is kept', async () => {
    const { page } = stand.shopper;
    expect(await languageOf(page)).toBe('en');
    await page.getByRole('button', { name: '日本語' }).click();
    await stand.shopper.heading('ショップ').waitFor();
    expect(await languageOf(page)).toBe('ja');
    await page.reload();
    await stand.shopper.heading('ショップ').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await stand.shopper.heading('Shop').waitFor();
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('goes with the account to other browsers, once somebody has chosen it there', async () => {
    const { page } = stand.shopper;
    await page.goto('/register');
    const email = await stand.shopper.register();
    await stand.shopper.heading('Shop').waitFor();
    await page.getByRole('button', { name: '日本語' }).click();
    await stand.shopper.heading('ショップ').waitFor();
    const elsewhere = await stand.arrive();
    await elsewhere.page.goto('/sign-in');
    await elsewhere.signIn(email);
    await elsewhere.heading('ショップ').waitFor();
    expect([...stand.shopper.complaints, ...elsewhere.complaints]).toEqual([]);
    await elsewhere.leave();
  });

  test('is the browser’s at first, and no other language is loaded', async () => {
    const context = await stand.browser.newContext({ baseURL: stand.stack.apiUrl, locale: 'ja-JP' });
    const page = await context.newPage();
    const words: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/words-')) words.push(response.url());
    });
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'ショップ' }).waitFor();
    expect(words).toHaveLength(1);
    await context.close();
  });
});

test('the first view is there with less than 150 kB of script', async () => {
  const context = await stand.browser.newContext({ baseURL: stand.stack.apiUrl });
  const page = await context.newPage();
  let bytes = 0;
  const sizes: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    sizes.push(request.sizes().then(({ responseBodySize }) => void (bytes += responseBodySize)));
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await Promise.all(sizes);
  expect(sizes.length).toBeGreaterThan(1);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(FIRST_VIEW_MAX_BYTES);
  await context.close();
});

describe('axe finds nothing', () => {
  test.each([
    ['en-US', 390],
    ['ja-JP', 1440],
  ])('in %s at %d pixels, on any page that is open to everyone', async (locale, width) => {
    const context = await stand.browser.newContext({
      baseURL: stand.stack.apiUrl,
      locale,
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    await expectPagesAccessible(page, OPEN_PAGES);
    await context.close();
  });

  test.each([
    ['en', 390],
    ['ja', 1440],
  ])('in %s at %d pixels, on any page of an account', async (language, width) => {
    const { page } = stand.shopper;
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/register?next=/account');
    await stand.shopper.register();
    await stand.shopper.heading('Your account').waitFor();
    await page.evaluate(`localStorage.setItem('kaikei.language', '${language}')`);
    await expectPagesAccessible(page, ACCOUNT_PAGES);
    expect(stand.shopper.complaints).toEqual([]);
  });
});

test('a page whose file cannot be had is not called broken, and comes once it can', async () => {
  const { page } = stand.shopper;
  await stand.shopper.heading('Shop').waitFor();
  await page.route('**/assets/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Terms' }).click();
  await page.getByRole('alert').getByText('This page could not be loaded').waitFor();
  await page.unroute('**/assets/**');
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await stand.shopper.heading('Terms').waitFor();
});

test('components open, answer the keyboard and close under the page’s own security policy', async () => {
  const { page } = stand.shopper;
  await page.goto('/components');
  await page.getByRole('button', { name: 'Asks first' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Refund ¥1,200?' });
  await dialog.waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('button:focus', { hasText: 'Asks first' }).waitFor();

  await page.getByRole('button', { name: /Status/ }).click();
  await page.getByRole('option', { name: 'Refunded' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('option', { name: 'Refunded' }).click();
  await page.getByRole('combobox', { name: 'Product' }).fill('soro');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search' }).fill('tea');
  await page.getByText('Refunded · Soroban, 23 rods · tea').waitFor();
  await page.getByText('Load anew by itself').click();
  expect(await page.getByRole('switch', { name: 'Load anew by itself' }).isChecked()).toBe(false);
  await page.getByRole('tab', { name: 'Payload' }).press('ArrowRight');
  await page.getByText('What was tried.').waitFor();
  await page.getByRole('button', { name: 'Payload' }).click();
  await page.getByText('"type": "charge.succeeded"').waitFor();
  await page.getByRole('button', { name: 'With a tooltip' }).focus();
  expect(stand.shopper.complaints).toEqual([]);
});

async function languageOf(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.lang');
}
