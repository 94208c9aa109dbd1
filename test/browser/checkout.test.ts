import { afterEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { standForTests } from './stand.js';

const SANDBOX_PAGE = /\/checkout\/cs_/;

const stand = standForTests();

afterEach(() => stand.sandbox.deliverBadly({}));

describe('a customer pays on Stripe’s page', () => {
  test('and comes back to an order that is paid, although Stripe’s event is still on its way', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Uji sencha, 100 g');
    await stand.shopper.checkOutAsNewCustomer();
    await goToStripesPage(page);
    await stand.sandbox.deliverBadly({ paused: true });
    await stand.shopper.payOnStripesPage('4242 4242 4242 4242');

    await page.getByRole('status').getByText('Paid. Thank you!').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await stand.shopper.countOrders()).toBe(1);
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('or turns back, and pays in the shop: Stripe’s page is closed then', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Double-entry notebook');
    await stand.shopper.checkOutAsNewCustomer();
    await goToStripesPage(page);
    const stripesPage = page.url();
    await page.getByRole('link', { name: 'Back' }).click();
    await page.getByLabel('Card number').waitFor();
    await stand.shopper.payWith('4242 4242 4242 4242');
    await page.getByText('Paid. Thank you!').waitFor();
    await page.goto(stripesPage);
    await page.getByText('This checkout is expired').waitFor();
  });

  test('a bank that asks for more is passed on to the customer, who sees it on the order', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Soroban, 23 rods');
    await stand.shopper.checkOutAsNewCustomer();
    await page.getByRole('link', { name: 'Back to the order' }).click();
    await page.getByRole('link', { name: /^Pay / }).click();
    await page.getByLabel('Card number').waitFor();
    await stand.shopper.payWith('4000 0027 6000 3184');
    await page.getByRole('dialog').waitFor();
    await page.reload();
    // The form is there once the server has asked Stripe how the payment stands.
    await page.getByLabel('Card number').waitFor();
    await page.getByRole('link', { name: 'Back to the order' }).click();
    await page.getByText('Your bank wants you to confirm this payment').waitFor();
    await page.getByRole('link', { name: /^Pay / }).click();
    await page.getByLabel('Card number').waitFor();
    await stand.shopper.payWith('4242 4242 4242 4242');
    await page.getByText('Paid. Thank you!').waitFor();
  });
});

async function goToStripesPage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue on Stripe’s page' }).click();
  await page.waitForURL(SANDBOX_PAGE);
}
