import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { expectAccessible } from './accessible.js';
import { expectNothingJumped, watchJumps } from './jumps.js';
import { CARDS, type Shopper } from './shopper.js';
import { standForTests } from './stand.js';

const HAS_NO_FUNDS = '4000 0000 0000 9995';
const ASKS_FOR_3DS = '4000 0025 0000 3155';

const stand = standForTests({ visit: null });

describe.each([
  ['en', 390],
  ['en', 1440],
  ['ja', 390],
  ['ja', 1440],
] as const)('a customer who reads %s, on a screen of %d pixels,', (language, width) => {
  let shopper: Shopper;

  beforeEach(async () => {
    shopper = await stand.arrive({ language, viewport: { width, height: 900 } });
    await watchJumps(shopper.page);
  });

  afterEach(async () => {
    await stand.sandbox.deliverBadly({});
    await shopper.leave();
  });

  test('is declined, confirms another card at the bank, waits for Stripe’s word, and has a receipt', async () => {
    const { page, words } = shopper;
    await shopper.putIntoCart('Soroban, 23 rods');
    await shopper.checkOutAsNewCustomer();
    await expectAccessible(page);

    await shopper.payWith(HAS_NO_FUNDS);
    const alert = page.getByRole('alert');
    await alert.getByText(words.pay.declines.insufficient_funds ?? 'no words').waitFor();
    await alert.getByText(words.pay.tryAgain).waitFor();
    await expectAccessible(page);

    await stand.sandbox.deliverBadly({ paused: true });
    await shopper.payWith(ASKS_FOR_3DS);
    await page.getByRole('dialog').getByRole('button').first().click();
    await page.getByRole('status').getByText(words.watch.waitingTitle).waitFor();
    await page.reload();
    await page.getByRole('status').getByText(words.watch.waitingTitle).waitFor();
    await stand.sandbox.deliverBadly({});
    await page.getByRole('status').getByText(words.watch.paidTitle).waitFor();
    await expectAccessible(page);
    await expectNothingJumped(page);

    const receipt = page.getByRole('link', { name: words.order.receipt });
    const [receiptPage] = await Promise.all([page.waitForEvent('popup'), receipt.click()]);
    await receiptPage.getByRole('heading', { name: language === 'ja' ? '領収書' : 'Receipt' }).waitFor();
    expect(shopper.complaints).toEqual([]);
  });

  test('pays with a saved card, and with another one on Stripe’s page after having turned back there', async () => {
    const { page, words } = shopper;
    await shopper.putIntoCart('Gift card');
    await shopper.checkOutAsNewCustomer();
    await page.getByRole('checkbox', { name: words.cards.save }).check();
    await shopper.payWith(CARDS.pays);
    await page.getByText(words.watch.paidTitle).waitFor();

    await shopper.goTo('shop');
    await shopper.putIntoCart('Gift card');
    await shopper.goTo('cart');
    await expectAccessible(page);
    await shopper.continueToPayment();
    await page.getByRole('radio', { name: words.cards.spokenName('visa', '4242') }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.pay.onStripesPage }).click();
    await shopper.turnBackFromStripesPage();
    await page.getByText(words.pay.cancelledTitle).waitFor();
    await page.getByRole('radio', { name: words.cards.spokenName('visa', '4242') }).waitFor();
    await expectNothingJumped(page);
    await shopper.payButton.evaluate(clickTwice);
    await page.getByText(words.watch.paidTitle).waitFor();

    await shopper.goTo('shop');
    await shopper.putIntoCart('Gift card');
    await shopper.goTo('cart');
    await shopper.continueToPayment();
    await page.getByRole('button', { name: words.pay.onStripesPage }).click();
    await shopper.payOnStripesPage('5555 5555 5555 4444');
    await page.getByText(words.watch.paidTitle).waitFor();
    expect(await shopper.countOrders()).toBe(3);
    await expectAccessible(page);
    expect(shopper.complaints).toEqual([]);
  });
});

/** Quicker than a person and than the page's first answer. */
function clickTwice(button: { click: () => void }): void {
  button.click();
  button.click();
}
