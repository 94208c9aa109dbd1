import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectPagesAccessible } from './accessible.js';
import { ShopWithOrders } from './shop-with-orders.js';
import type { Shopper } from './shopper.js';
import { standForTests } from './stand.js';

const stand = standForTests({ visit: { viewport: { width: 1440, height: 900 } } });
let shop: ShopWithOrders;
let operator: Shopper;
let page: Page;

beforeAll(async () => {
  shop = await ShopWithOrders.open(stand.stack);
});

beforeEach(() => {
  operator = stand.shopper;
  ({ page } = operator);
});

describe('an operator signs in', () => {
  test('on the same page as everyone, and finds the way to the operation', async () => {
    await page.goto('/admin/findings');
    await page.getByLabel('E-mail').fill(stand.stack.operator.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(stand.stack.operator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await operator.heading('Findings').waitFor();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Operation' }).click();
    await operator.heading('Overview').waitFor();
    await page.getByText('Last sign of life').waitFor();
  });

  test('and a customer is told honestly that this is not for them', async () => {
    const customer = { email: 'hanako@example.com', password: 'horse tent gravel' };
    await page.request.post('/api/auth/login', { data: customer });
    await page.goto('/admin/orders');
    await operator.heading('These pages are for operators').waitFor();
    expect(await page.getByRole('link', { name: 'Operation' }).count()).toBe(0);
    expect(operator.complaints).toEqual([]);
  });

  test('whereas who only shops never loads the operators’ pages', async () => {
    const files: string[] = [];
    page.on('request', (request) => files.push(new URL(request.url()).pathname));
    await page.goto('/', { waitUntil: 'networkidle' });
    await operator.goTo('cart');
    await operator.heading('Cart').waitFor();
    expect(files.some((file) => file.includes('/assets/'))).toBe(true);
    expect(files.filter((file) => /admin|plot/.test(file))).toEqual([]);
  });
});

test('an operator adds a product with a price, and the shop sells it', async () => {
  await shop.signIn(page);
  await page.goto('/admin/catalogue');
  await page.getByRole('link', { name: 'Add a product' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Inkstone');
  await page.getByRole('button', { name: 'Add it' }).click();
  await operator.heading('Inkstone').waitFor();
  await page.getByRole('button', { name: 'Add a price' }).click();
  await page.getByLabel('Amount in JPY').fill('12,000');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByRole('row', { name: /¥12,000/ }).waitFor();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Inkstone' }).waitFor();
  expect(operator.complaints).toEqual([]);
});

test('filters stand in the address, and the lists find what they name', async () => {
  const { number } = await shop.order(await shop.paid());
  await shop.signIn(page);
  await page.goto('/admin/orders');
  await page.getByRole('searchbox', { name: 'Search' }).fill(String(number));
  await page.waitForURL((url) => url.searchParams.get('search') === number);
  await page.getByRole('link', { name: String(number) }).waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('KAI-000000-AAAAA');
  await page.getByText('Nothing fits').waitFor();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('link', { name: String(number) }).waitFor();
  expect(new URL(page.url()).search).toBe('');
});

describe('axe finds nothing', () => {
  test.each([
    ['ja-JP', 390],
    ['en-US', 1440],
  ])('in %s at %d pixels, on any page of the operators', async (locale, width) => {
    const order = await shop.order(await shop.paid());
    const [payment] = order.payments as readonly { readonly charge_id: string }[];
    await shop.sandbox.trigger('dispute', { object: payment?.charge_id });
    await shop.becomes(String(order.id), 'disputed');
    const { data } = await shop.admin('GET', 'disputes?view=to_answer');
    const [dispute] = data as readonly { readonly id: string }[];
    const context = await stand.browser.newContext({
      baseURL: stand.stack.apiUrl,
      locale,
      viewport: { width, height: 900 },
    });
    const own = await context.newPage();
    await shop.signIn(own);
    const { customer } = order as { customer: { id: string } };
    const paths = [
      '',
      '/orders',
      `/orders/${String(order.id)}`,
      '/customers',
      `/customers/${customer.id}`,
      '/catalogue',
      '/catalogue/new',
      '/disputes',
      `/disputes/${dispute?.id ?? ''}`,
      '/findings',
      '/events',
      '/audit',
      '/orders/00000000-0000-7000-8000-0000000000ff',
    ].map((path) => `/admin${path}`);
    await expectPagesAccessible(own, paths);
    await context.close();
  });
});
