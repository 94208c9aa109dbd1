import { describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { expectPagesAccessible } from './accessible.js';
import { deskForTests } from './operators-desk.js';

const RECORDED_WITHIN_MS = 20_000;

const desk = deskForTests();

describe('an operator signs in', () => {
  test('on the same page as everyone, and finds the way to the operation', async () => {
    await desk.page.goto('/admin/findings');
    await desk.page.getByLabel('E-mail').fill(desk.stand.stack.operator.email);
    await desk.page.getByRole('textbox', { name: 'Password' }).fill(desk.stand.stack.operator.password);
    await desk.page.getByRole('button', { name: 'Sign in' }).click();
    await desk.operator.heading('Findings').waitFor();
    await desk.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Operation' })
      .click();
    await desk.operator.heading('Overview').waitFor();
    await desk.page.getByText('Last sign of life').waitFor();
  });

  test('and a customer is told honestly that this is not for them', async () => {
    const customer = { email: 'hanako@example.com', password: 'horse tent gravel' };
    await desk.page.request.post('/api/auth/login', { data: customer });
    await desk.page.goto('/admin/orders');
    await desk.operator.heading('These pages are for operators').waitFor();
    expect(await desk.page.getByRole('link', { name: 'Operation' }).count()).toBe(0);
    expect(desk.operator.complaints).toEqual([]);
  });

  test('whereas who only shops never loads the operators’ pages', async () => {
    const files: string[] = [];
    desk.page.on('request', (request) => files.push(new URL(request.url()).pathname));
    await desk.page.goto('/', { waitUntil: 'networkidle' });
    await desk.operator.goTo('cart');
    await desk.operator.heading('Cart').waitFor();
    expect(files.some((file) => file.includes('/assets/'))).toBe(true);
    expect(files.filter((file) => /admin|plot/.test(file))).toEqual([]);
  });
});

test('an operator adds a product with a price, and the shop sells it', async () => {
  await desk.signIn();
  await desk.page.goto('/admin/catalogue');
  await desk.page.getByRole('link', { name: 'Add a product' }).click();
  await desk.page.getByLabel('Name', { exact: true }).fill('Inkstone');
  await desk.page.getByRole('button', { name: 'Add it' }).click();
  await desk.operator.heading('Inkstone').waitFor();
  await desk.page.getByRole('button', { name: 'Add a price' }).click();
  const rate = desk.page.getByLabel('Tax rate in per cent');
  await choose('Currency', 'USD');
  expect(await rate.inputValue()).toBe('0');
  await choose('Tax is', 'included');
  await rate.fill('20');
  // Whether a rate that was filled in is included does not change behind one's back.
  await choose('Currency', 'GBP');
  expect(await rate.inputValue()).toBe('20');
  await desk.page.getByRole('button', { name: 'included Tax is' }).waitFor();
  await choose('Currency', 'JPY');
  expect(await rate.inputValue()).toBe('10');
  await desk.page.getByLabel('Amount in JPY').fill('12,000');
  await desk.page.getByRole('button', { name: 'Add it' }).click();
  await desk.page.getByRole('row', { name: /¥12,000/ }).waitFor();
  await desk.page.goto('/');
  await desk.page.getByRole('heading', { name: 'Inkstone' }).waitFor();
  expect(desk.operator.complaints).toEqual([]);
});

test('filters stand in the address, and the lists find what they name', async () => {
  const { number } = await desk.shop.order(await desk.shop.paid());
  await desk.signIn();
  await desk.page.goto('/admin/orders');
  // Its beginning is enough, whatever is around it.
  const beginning = String(number).slice(0, -1).toLowerCase();
  await desk.page.getByRole('searchbox', { name: 'Search' }).fill(` ${beginning} `);
  await desk.page.waitForURL((url) => url.searchParams.get('search') === beginning);
  await desk.page.getByRole('link', { name: String(number) }).waitFor();
  await desk.page.getByRole('searchbox', { name: 'Search' }).fill('KAI-000000-AAAAA');
  await desk.page.getByText('Nothing fits').waitFor();
  await desk.page.getByRole('button', { name: 'Clear filters' }).click();
  await desk.page.getByRole('link', { name: String(number) }).waitFor();
  expect(new URL(desk.page.url()).search).toBe('');
  expect(await desk.page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('');
});

describe('axe finds nothing', () => {
  test.each([
    ['ja-JP', 390],
    ['en-US', 1440],
  ])('in %s at %d pixels, on any page of the operators', async (locale, width) => {
    await desk.shop.held();
    const order = await desk.shop.order(await desk.shop.paid());
    const [payment] = order.payments as readonly { readonly charge_id: string }[];
    await desk.shop.sandbox.trigger('dispute', { object: payment?.charge_id });
    await desk.shop.becomes(String(order.id), 'disputed');
    const dispute = await firstOf('disputes?view=to_answer');
    // The longest name of all.
    const event = await firstOf('events?type=payment_intent.amount_capturable_updated');
    const context = await desk.stand.browser.newContext({
      baseURL: desk.stand.stack.apiUrl,
      locale,
      viewport: { width, height: 900 },
    });
    const own = await context.newPage();
    await desk.signIn(own);
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
      `/disputes/${dispute.id}`,
      '/findings',
      '/events',
      `/events/${event.id}`,
      '/audit',
      '/webhooks',
      '/api-keys',
      '/operators',
      '/orders/00000000-0000-7000-8000-0000000000ff',
    ].map((path) => `/admin${path}`);
    await expectPagesAccessible(own, paths);
    await context.close();
  });
});

async function choose(what: string, option: string): Promise<void> {
  await desk.page.getByRole('button', { name: what }).click();
  await desk.page.getByRole('option', { name: option }).click();
  await desk.page.getByRole('listbox').waitFor({ state: 'detached' });
}

/** An order may stand as it should before the event is there that says so. */
async function firstOf(path: string): Promise<{ readonly id: string }> {
  const { data } = await eventually(
    () => desk.shop.admin('GET', path),
    (page) => (page.data as readonly unknown[]).length > 0,
    RECORDED_WITHIN_MS,
  );
  const [first] = data as readonly { readonly id: string }[];
  if (!first) throw new Error(`There is none in ${path}.`);
  return first;
}
