import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Locator } from 'playwright-core';
import { secretsInLogs, secretsInTables } from '../support/secret-scan.js';
import { expectAccessible } from './accessible.js';
import { CARDS } from './shopper.js';
import { standForTests } from './stand.js';

const ASKS_FOR_3DS = '4000 0025 0000 3155';

const stand = standForTests();

describe('a customer keeps a card at Stripe', () => {
  test('while paying with it, and pays the next order with it', async () => {
    const { page } = stand.shopper;
    await stand.shopper.putIntoCart('Gift card');
    await stand.shopper.checkOutAsNewCustomer();
    await page.getByRole('checkbox', { name: 'Save this card for next time' }).check();
    await stand.shopper.payWith(CARDS.pays);
    await page.getByText('Paid. Thank you!').waitFor();

    await stand.shopper.goTo('shop');
    await stand.shopper.putIntoCart('Double-entry notebook');
    await stand.shopper.goTo('cart');
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    const saved = page.getByRole('radio', { name: /^Visa ending in 4242/ });
    await saved.waitFor();
    expect(await saved.isChecked()).toBe(true);
    expect(await page.getByLabel('Card number').isVisible()).toBe(false);
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.getByText('Paid. Thank you!').waitFor();
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('or pays with another one all the same, which is not kept unasked', async () => {
    const { page } = stand.shopper;
    await registerAndOpenAccount();
    await addCard(CARDS.pays);
    await page.goto('/');
    await stand.shopper.putIntoCart('Gift card');
    await stand.shopper.goTo('cart');
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await page.getByRole('radio', { name: 'Another way to pay' }).check();
    await stand.shopper.payWith('5555 5555 5555 4444');
    await page.getByText('Paid. Thank you!').waitFor();
    await page.goto('/account/cards');
    await cardNamed('Visa').waitFor();
    expect(await cardNamed('Mastercard').count()).toBe(0);
  });

  test('in the account: adds cards, also with 3-D Secure, chooses the default one, removes one', async () => {
    const { page } = stand.shopper;
    await registerAndOpenAccount();
    await page.getByText('No card is saved.').waitFor();
    await addCard(CARDS.pays);
    await expectAccessible(page);
    await addCard(ASKS_FOR_3DS, () => page.getByRole('button', { name: 'Complete authentication' }).click());

    await page.getByRole('button', { name: 'Make default: Visa ending in 4242' }).click();
    await cardNamed('4242').getByText('Default', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add a card' }).press('Enter');
    await page.getByRole('group', { name: 'Add a card' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Not now' }).press('Enter');
    await page.getByRole('button', { name: 'Add a card' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
    await page.getByRole('button', { name: 'Yes, remove it' }).click();
    await page.getByRole('status').getByText('Visa ending in 4242 was removed.').waitFor();
    // Until it is gone, the list is hidden behind it, as if it were empty.
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await cardNamed('4242').waitFor({ state: 'detached' });
    await stand.shopper.heading('Saved cards').and(page.locator(':focus')).waitFor();
    await cardNamed('3155').waitFor();
    expect(stand.shopper.complaints).toEqual([]);
  });

  test('and is told where what is shown may be of before, since the cards could not be asked for again', async () => {
    const { page } = stand.shopper;
    await registerAndOpenAccount();
    await addCard(CARDS.pays);
    await page.route('**/api/payment-methods?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
    await page.getByRole('button', { name: 'Yes, remove it' }).click();
    await page.getByRole('alert').getByText('What is shown here may have changed').waitFor();
    await expectAccessible(page);
    await page.unroute('**/api/payment-methods?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No card is saved.').waitFor();
  });

  test('unless the bank refuses: the page says why, and another card is saved', async () => {
    const { page } = stand.shopper;
    await registerAndOpenAccount();
    await page.getByRole('button', { name: 'Add a card' }).click();
    await fillIn(CARDS.isDeclined);
    const alert = page.getByRole('alert');
    await alert.getByText('The card was not saved').waitFor();
    await alert.getByText('Your card was declined').waitFor();
    await fillIn(CARDS.pays);
    await cardNamed('4242').waitFor();
  });
});

test('no card number and no secret of Stripe is in a table or a log line afterwards', async () => {
  const database = new pg.Pool({ connectionString: stand.stack.databaseUrl });
  expect(await secretsInTables(database)).toEqual([]);
  await database.end();
  expect(secretsInLogs(stand.stack.output())).toEqual([]);
});

async function registerAndOpenAccount(): Promise<void> {
  await stand.shopper.page.goto('/register?next=/account/cards');
  await stand.shopper.register();
  await stand.shopper.heading('Saved cards').waitFor();
}

async function fillIn(card: string): Promise<void> {
  const { page } = stand.shopper;
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiration date').fill('12 / 34');
  await page.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: 'Save card' }).click();
}

async function addCard(card: string, challenge?: () => Promise<void>): Promise<void> {
  await stand.shopper.page.getByRole('button', { name: 'Add a card' }).click();
  await fillIn(card);
  await challenge?.();
  await cardNamed(card.slice(-4)).waitFor();
}

function cardNamed(part: string): Locator {
  return stand.shopper.page.getByRole('listitem').filter({ hasText: part });
}
