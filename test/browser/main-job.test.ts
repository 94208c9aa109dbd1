import { afterEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CARDS, ORDER_NUMBER } from './shopper.js';
import { standForTests } from './stand.js';

const stand = standForTests();

afterEach(() => stand.sandbox.deliverBadly({}));

describe('a customer pays for an order', () => {
  test('register, fill the cart, pay; the order turns paid by itself, and only on Stripe’s word', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Uji sencha, 100 g');
    await stand.shopper.putIntoCart('Soroban, 23 rods');
    await stand.shopper.checkOutAsNewCustomer();
    await stand.sandbox.deliverBadly({ paused: true });
    await stand.shopper.payWith(CARDS.pays);

    await page.getByText('Waiting for Stripe’s confirmation').waitFor();
    expect(await chargedAtStripe()).toHaveLength(1);
    expect(await page.getByText('Paid. Thank you!').isVisible()).toBe(false);

    await stand.sandbox.deliverBadly({});
    await stand.sandbox.deliverAgain();
    await page.getByRole('status').getByText('Paid. Thank you!').waitFor();
    const number = ORDER_NUMBER.exec(await page.getByLabel('Items').innerText())?.[0] ?? '';

    await stand.shopper.goTo('orders');
    const row = page.getByRole('link', { name: number });
    await row.getByText('Paid', { exact: true }).waitFor();
    await row.click();
    await page.getByText('Stripe confirmed the payment').waitFor();
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('a declined card is told why, and another one pays the same order', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Double-entry notebook');
    await stand.shopper.checkOutAsNewCustomer();
    await stand.shopper.payWith(CARDS.isDeclined);

    const alert = page.getByRole('alert');
    await alert.getByText('Your card was declined').waitFor();
    await alert.getByText('You have not been charged').waitFor();
    await waitForFocus(page, '[role="alert"]');

    await stand.shopper.payWith(CARDS.pays);
    await page.getByText('Paid. Thank you!').waitFor();
    expect(await stand.shopper.countOrders()).toBe(1);
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('two clicks in two tabs make one order', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Gift card');
    await page.goto('/register?next=/cart');
    await stand.shopper.register();
    await stand.shopper.heading('Cart').waitFor();
    const buttons = [page, await stand.shopper.openTab('/cart')].map((tab) =>
      tab.getByRole('button', { name: 'Continue to payment' }),
    );
    await Promise.all(buttons.map((button) => button.waitFor()));
    await Promise.all(buttons.map((button) => button.evaluate(clickTwice)));
    await page.getByRole('button', { name: /^Pay / }).or(page.getByText('Your cart is empty')).waitFor();

    expect(await stand.shopper.countOrders()).toBe(1);
  });

  test('the keyboard is enough', async () => {
    const { page } = stand.shopper;
    await page.getByRole('button', { name: 'Add to cart: Gift card' }).waitFor();
    await tabTo(page, 'Add to cart: Gift card');
    await page.keyboard.press('Enter');
    await page.goto('/register?next=/cart');
    await tabTo(page, 'Name');
    await page.keyboard.type('Aiko Tanaka');
    await tabTo(page, 'E-mail');
    await page.keyboard.type(`keyboard-${String(process.pid)}@example.com`);
    await tabTo(page, 'Password');
    await page.keyboard.type('a few words in a row');
    await tabTo(page, 'I accept the terms');
    await page.keyboard.press('Space');
    await tabTo(page, 'I have read and accept the privacy notice');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');

    await stand.shopper.heading('Cart').waitFor();
    await waitForFocus(page, 'h1');
    await tabTo(page, 'Continue to payment');
    await page.keyboard.press('Enter');
    await page.getByLabel('Card number').waitFor();
    await tabTo(page, 'Card number');
    await page.keyboard.type('4242424242424242');
    await tabTo(page, 'Expiration date');
    await page.keyboard.type('1234');
    await tabTo(page, 'Security code');
    await page.keyboard.type('123');
    await page.keyboard.press('Enter');
    await page.getByText('Paid. Thank you!').waitFor();
    await waitForFocus(page, 'h1');
  });
});

describe('an account is made on the customer’s terms', () => {
  test('what is missing is said at each field, and the focus goes to the first', async () => {
    const { page } = stand.shopper;
    await page.goto('/register');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Please accept the terms').waitFor();
    await page.getByText('Please accept the privacy notice').waitFor();
    await waitForFocus(page, '[name="name"]');
    expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
  });

  test('a session is renewed quietly, in two tabs at once, and goes on in both', async () => {
    const { page } = stand.shopper;
    await page.goto('/register?next=/account');
    await stand.shopper.register();
    await stand.shopper.heading('Your account').waitFor();
    const tabs = [page, await stand.shopper.openTab('/account')];
    await page.context().clearCookies({ name: 'kaikei_access' });
    await Promise.all(tabs.map((tab) => tab.reload()));
    for (const tab of tabs) {
      await tab.getByRole('heading', { name: 'Your account' }).waitFor();
      await tab.getByRole('link', { name: 'Purchases' }).click();
      await tab.getByText('Nothing bought yet').waitFor();
    }
  });

  test('signing out forgets who was here, and the orders are behind a sign-in again', async () => {
    const { page } = stand.shopper;
    await page.goto('/register?next=/account');
    await stand.shopper.register();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await stand.shopper.heading('Shop').waitFor();
    await stand.shopper.goTo('orders');
    await stand.shopper.heading('Sign in').waitFor();
    expect(stand.shopper.complaints).toEqual([]);
  });
});

/** Quicker than a person and than the page's first answer. */
function clickTwice(button: { click: () => void }): void {
  button.click();
  button.click();
}

// More stops than any page has.
const MAX_TABS = 80;

/** Presses Tab until the focus is on what a screen reader calls `name`; into shadow roots too. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < MAX_TABS; presses++) {
    await page.keyboard.press('Tab');
    const focused = String(await page.evaluate(NAME_OF_FOCUS));
    if (focused === name) return;
    seen.push(focused);
  }
  throw new Error(`Tab never came to "${name}", but to: ${seen.join(', ')}`);
}

const NAME_OF_FOCUS = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const words = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent;
  return (words ?? '').trim();
})()`;

/** It comes after the words that are waited for. */
async function waitForFocus(page: Page, selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor();
}

async function chargedAtStripe(): Promise<unknown[]> {
  const { charges } = await stand.sandbox.truth();
  return charges.filter(({ paid }) => paid);
}
