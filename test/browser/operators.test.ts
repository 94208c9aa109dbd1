import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { sql } from '../support/sql.js';
import { startStack, type Stack } from '../support/stack.js';
import { expectAccessible } from './accessible.js';
import { launchChromium } from './chromium.js';
import { Shopper } from './shopper.js';
import { ShopWithOrders } from './shop-with-orders.js';

const STARTING_MS = 60_000;
const WIDE = { width: 1440, height: 900 };
const FINDING = '01920000-0000-7000-8000-00000000f1d3';

let stack: Stack;
let shop: ShopWithOrders;
let browser: Browser;
let operator: Shopper;
let page: Page;

/** What stands, latest last: whichever step of the start fails, nothing is left running. */
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  stack = await startStack();
  closers.push(() => stack.stop());
  browser = await launchChromium();
  closers.push(() => browser.close());
  shop = await ShopWithOrders.open(stack);
}, STARTING_MS);

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

beforeEach(async () => {
  operator = await Shopper.arrive(browser, stack.apiUrl, WIDE);
  page = operator.page;
});

afterEach(() => operator.leave());

/** By the cookies of the browser, without the form: the form has its own test. */
async function signIn(on: Page = page): Promise<void> {
  const answer = await on.request.post('/api/auth/login', { data: stack.operator });
  expect(answer.status()).toBe(200);
}

describe('an operator signs in', () => {
  test('on the same page as everyone, and finds the way to the operation', async () => {
    await page.goto('/admin/findings');
    await page.getByLabel('E-mail').fill(stack.operator.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(stack.operator.password);
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
    await operator.goTo('Cart');
    await operator.heading('Cart').waitFor();
    expect(files.some((file) => file.includes('/assets/'))).toBe(true);
    expect(files.filter((file) => /admin|plot/.test(file))).toEqual([]);
  });
});

describe('an operator gives money back', () => {
  test('a part of it, after a question that names amount and customer, once however often it is pressed', async () => {
    const id = await shop.paid();
    await signIn();
    await page.goto(`/admin/orders/${id}`);
    await page.getByRole('button', { name: 'Refund' }).click();
    const dialog = page.getByRole('dialog', { name: /^Refund order/ });
    await dialog.getByText('¥3,960 can be given back.').waitFor();
    const amount = dialog.getByLabel('Amount in JPY');
    await amount.fill('5000');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('No more than ¥3,960 can be given back.').waitFor();
    await amount.fill('1,000');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await dialog.getByText('Give ¥1,000 back to Hanako Sato?').waitFor();
    await dialog.getByText(/¥2,960 will be left to refund/).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Refund ¥1,000' }).dblclick();
    await page.getByText('¥1,000 went back to Hanako Sato.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Partly refunded').first().waitFor();
    const story = page.getByRole('region', { name: 'The whole story' });
    await story.getByText('Refund by an operator').waitFor();
    await story.getByText('by operator@kaikei.example').waitFor();
    expect((await shop.order(id)).refunds).toMatchObject([
      { amount: 1_000, reason: 'requested_by_customer' },
    ]);
    expect(operator.complaints).toEqual([]);
  });

  test('and where the answer is lost, says so, and asks about the same refund again', async () => {
    const id = await shop.paid();
    await signIn();
    await page.goto(`/admin/orders/${id}`);
    let answers = 0;
    await page.route('**/refunds', async (route) => {
      const answer = await route.fetch();
      answers += 1;
      await (answers === 1 ? route.abort() : route.fulfill({ response: answer }));
    });
    await page.getByRole('button', { name: 'Refund' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Refund ¥3,960' }).click();
    await page.getByText('There is no answer yet').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByText('¥3,960 went back to Hanako Sato.').waitFor();
    expect((await shop.order(id)).refunds).toMatchObject([{ amount: 3_960 }]);
  });
});

test('an operator captures a part of what is held, and is told that the rest is let go', async () => {
  const id = await shop.held();
  await signIn();
  await page.goto(`/admin/orders/${id}`);
  await page.getByRole('button', { name: 'Capture' }).click();
  const dialog = page.getByRole('dialog', { name: /^Capture order/ });
  await dialog.getByLabel('Amount in JPY').fill('7000');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByText('Charge Hanako Sato ¥7,000?').waitFor();
  await dialog.getByText(/remaining ¥2,000 are let go/).waitFor();
  await dialog.getByRole('button', { name: 'Capture ¥7,000' }).click();
  await page.getByText('Hanako Sato was charged ¥7,000.').waitFor();
  expect(await shop.becomes(id, 'paid')).toMatchObject({ amount_captured: 7_000 });
  expect(operator.complaints).toEqual([]);
});

test('an operator lets go what is held, by cancelling the order', async () => {
  const id = await shop.held();
  await signIn();
  await page.goto(`/admin/orders/${id}`);
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByText(/¥9,000 that are held on Hanako Sato’s card are let go/).waitFor();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await page.getByText('Cancelled', { exact: true }).first().waitFor();
  expect(await shop.order(id)).toMatchObject({ status: 'cancelled', amount_captured: 0 });
});

test('an operator finds an event that failed for good, reads why, and replays it', async () => {
  const [event] = await sql<{ id: string }>(
    stack.databaseUrl,
    `UPDATE stripe_events SET status = 'dead', processed_at = NULL, last_error = 'The order was locked.'
     WHERE id = (SELECT id FROM stripe_events WHERE type = 'payment_intent.succeeded' LIMIT 1) RETURNING id`,
  );
  expect(event).toBeDefined();
  await signIn();
  await page.goto('/admin');
  await page.getByRole('link', { name: /Failed events/ }).click();
  await operator.heading('Events').waitFor();
  await page.getByText('The order was locked.').waitFor();
  await page.getByRole('link', { name: 'payment_intent.succeeded' }).click();
  await page.getByText('Why the last try failed').waitFor();
  await page.getByText(`"id": "${event?.id ?? ''}"`).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByRole('button', { name: 'Yes, replay it' }).click();
  await page.getByText('Done', { exact: true }).first().waitFor();
  expect(await shop.admin('GET', 'statistics/attention')).toMatchObject({ dead_events: 0 });
  expect(operator.complaints).toEqual([]);
});

test('an operator settles a finding, which is no longer counted', async () => {
  await sql(
    stack.databaseUrl,
    `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at)
     SELECT $1, id, 'payment_mismatch', 'pi_1', 'amount', 'The amount is 1, expected 2.', now() FROM organizations`,
    [FINDING],
  );
  await signIn();
  await page.goto('/admin/findings');
  await page.getByText('The amount is 1, expected 2.').waitFor();
  await page.getByRole('button', { name: /^Resolve/ }).click();
  await page.getByRole('button', { name: 'Yes, it is settled' }).click();
  await page.getByText('Everything fits.').waitFor();
  await page.goto('/admin/audit?action=finding.resolved');
  await page
    .getByRole('row', { name: /Resolved a finding/ })
    .getByText(FINDING)
    .waitFor();
  expect(await shop.admin('GET', 'findings?status=open')).toMatchObject({ data: [] });
});

test('an operator adds a product with a price, and the shop sells it', async () => {
  await signIn();
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
  await signIn();
  await page.goto('/admin/orders');
  await page.getByRole('searchbox', { name: 'Search' }).fill(String(number));
  await page.getByRole('status').filter({ hasText: '1 shown' }).waitFor();
  expect(new URL(page.url()).searchParams.get('search')).toBe(number);
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
    await shop.sandbox.trigger('dispute', payment?.charge_id ?? '');
    await shop.becomes(String(order.id), 'disputed');
    const { data } = await shop.admin('GET', 'disputes?view=to_answer');
    const [dispute] = data as readonly { readonly id: string }[];
    const context = await browser.newContext({
      baseURL: stack.apiUrl,
      locale,
      viewport: { width, height: 900 },
    });
    const own = await context.newPage();
    await signIn(own);
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
    ];
    for (const path of paths) {
      await own.goto(`/admin${path}`, { waitUntil: 'networkidle' });
      await own.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(own);
      const overflow = await own.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect({ path, overflow: Math.max(0, Number(overflow)) }).toEqual({ path, overflow: 0 });
    }
    await context.close();
  });
});
