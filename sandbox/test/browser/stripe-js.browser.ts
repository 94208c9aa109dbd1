import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import type Stripe from 'stripe';
import { type TestSandbox, testSandbox } from '../support/sandbox.js';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

let sandbox: TestSandbox;
let shop: Server;
let shopUrl: string;
let browser: Browser;
let page: Page;

/** A seller's page on an origin of its own, which changed nothing but the script's address. */
const shopPage = (): string =>
  `<!doctype html><title>Shop</title><script src="${sandbox.url}/v3/"></script><form><div id="element"></div></form>`;

beforeAll(async () => {
  sandbox = await testSandbox();
  shop = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end(shopPage()),
  );
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ARGS,
  });
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(shopUrl);
  await page.evaluate("window.stripe = Stripe('pk_test_shop')");
});
afterEach(() => page.close());
afterAll(async () => {
  await browser.close();
  await sandbox.close();
  shop.closeAllConnections();
  shop.close();
});

const intent = (extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  sandbox.stripe.paymentIntents.create({ amount: 1000, currency: 'usd', ...extra });

const mount = (clientSecret: string | null, type = 'payment'): Promise<unknown> =>
  page.evaluate(`window.elements = stripe.elements({ clientSecret: '${clientSecret}' });
    window.element = elements.create('${type}');
    window.heard = [];
    for (const name of ['ready', 'change', 'focus', 'blur'])
      element.on(name, (event) => heard.push([name, event.elementType, event.complete]));
    element.mount('#element'); null`);

async function fill(number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiration date').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
}

const run = (code: string): Promise<unknown> => page.evaluate(code);

describe('the Payment Element', () => {
  test('tells when it is ready, changes and is complete, and can be disabled, taken away and destroyed', async () => {
    await mount((await intent()).client_secret);
    await fill('4242424242424242');
    const heard = (await run('heard')) as unknown[];
    expect(heard[0]).toEqual(['ready', 'payment', undefined]);
    expect(heard).toContainEqual(['change', 'payment', false]);
    expect(heard.at(-1)).toEqual(['change', 'payment', true]);
    await run('element.update({ disabled: true }); null');
    expect(await page.getByLabel('Card number').isDisabled()).toBe(true);
    await run('element.unmount(); null');
    expect(await page.getByLabel('Card number').count()).toBe(0);
    await run("element.mount('#element'); null");
    await page.getByLabel('Card number').waitFor();
    await run('element.destroy(); null');
    expect(await run("elements.getElement('payment')")).toBeNull();
    expect(await page.getByLabel('Card number').count()).toBe(0);
  });

  test('says in submit() what is missing, beside the field, and keeps the focus there', async () => {
    await mount((await intent()).client_secret);
    expect(await run('elements.submit()')).toMatchObject({
      error: { type: 'validation_error', code: 'incomplete_number' },
    });
    await page.getByText('Your card number is incomplete.').waitFor();
    await page.keyboard.type('4242424242424242');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1234');
    await page.keyboard.press('Tab');
    await page.keyboard.type('123');
    expect(await run('elements.submit()')).toEqual({ selectedPaymentMethod: 'card' });
  });

  test('pays without leaving the page, or by way of the return address', async () => {
    const first = await intent({ metadata: { order: '1' } });
    await mount(first.client_secret);
    await fill('4242424242424242');
    const result = await run("stripe.confirmPayment({ elements, redirect: 'if_required' })");
    expect(result).toMatchObject({ paymentIntent: { id: first.id, status: 'succeeded' } });
    expect(result).not.toHaveProperty('paymentIntent.metadata');

    const second = await intent();
    await mount(second.client_secret);
    await fill('4242424242424242');
    await run(`void stripe.confirmPayment({ elements, confirmParams: { return_url: '${shopUrl}/thanks' } })`);
    await page.waitForURL(/thanks/);
    const query = new URL(page.url()).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      payment_intent: second.id,
      payment_intent_client_secret: second.client_secret,
      redirect_status: 'succeeded',
    });
  });

  test('answers a decline, and pays with another card afterwards', async () => {
    const { client_secret, id } = await intent();
    await mount(client_secret);
    await fill('4000000000009995');
    expect(await run("stripe.confirmPayment({ elements, redirect: 'if_required' })")).toMatchObject({
      error: {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        payment_intent: { id, status: 'requires_payment_method' },
      },
    });
    await fill('4242424242424242');
    expect(await run("stripe.confirmPayment({ elements, redirect: 'if_required' })")).toMatchObject({
      paymentIntent: { status: 'succeeded' },
    });
  });

  test('asks for 3-D Secure in a dialog that the keyboard can answer', async () => {
    const { client_secret } = await intent();
    await mount(client_secret);
    await fill('4000002760003184');
    await run("window.paid = stripe.confirmPayment({ elements, redirect: 'if_required' }); null");
    await page.getByRole('dialog', { name: '3-D Secure' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await run('paid')).toMatchObject({
      error: {
        code: 'payment_intent_authentication_failure',
        payment_intent: { status: 'requires_payment_method' },
      },
    });
    await run("window.paid = stripe.confirmPayment({ elements, redirect: 'if_required' }); null");
    await page.getByRole('button', { name: 'Complete authentication' }).press('Enter');
    expect(await run('paid')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  test('saves a card', async () => {
    const setup = await sandbox.stripe.setupIntents.create();
    await mount(setup.client_secret);
    await fill('4242424242424242');
    expect(await run("stripe.confirmSetup({ elements, redirect: 'if_required' })")).toMatchObject({
      setupIntent: { id: setup.id, status: 'succeeded' },
    });
  });
});

describe('without the Payment Element', () => {
  test('confirmCardPayment takes a card element, and says what is missing in it', async () => {
    const { client_secret } = await intent();
    await mount(client_secret, 'card');
    const confirm = `stripe.confirmCardPayment('${client_secret}', { payment_method: { card: element } })`;
    expect(await run(confirm)).toMatchObject({
      error: { type: 'validation_error', code: 'incomplete_number' },
    });
    await fill('4242424242424242');
    expect(await run(confirm)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  test('confirmCardPayment takes the id of a payment method', async () => {
    const { client_secret } = await intent();
    expect(
      await run(`stripe.confirmCardPayment('${client_secret}', { payment_method: 'pm_card_visa' })`),
    ).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect(
      await run(`stripe.confirmCardPayment('${client_secret}', { payment_method: 'pm_card_visa' })`),
    ).toMatchObject({ error: { code: 'payment_intent_unexpected_state' } });
  });

  test('handleNextAction goes on with what the server began; retrievePaymentIntent shows how it went', async () => {
    const begun = await intent({ confirm: true, payment_method: 'pm_card_authenticationRequired' });
    await run(`window.done = stripe.handleNextAction({ clientSecret: '${begun.client_secret}' }); null`);
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    expect(await run('done')).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect(await run(`stripe.retrievePaymentIntent('${begun.client_secret}')`)).toMatchObject({
      paymentIntent: { id: begun.id, status: 'succeeded' },
    });
    expect(await run(`stripe.retrievePaymentIntent('${begun.client_secret}x')`)).toMatchObject({
      error: { code: 'resource_missing' },
    });
  });

  test('has what pages look for before they believe that it is Stripe.js', async () => {
    for (const name of ['elements', 'createToken', 'createPaymentMethod', 'confirmCardPayment'])
      expect(await run(`typeof stripe.${name}`)).toBe('function');
    expect(await run('stripe.createToken()')).toMatchObject({ error: { type: 'invalid_request_error' } });
  });
});
