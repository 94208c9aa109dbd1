import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';

export const CARDS = { pays: '4242 4242 4242 4242', isDeclined: '4000 0000 0000 0002' };

export const ORDER_NUMBER = /KAI-\d{6}-[0-9A-Z]+/;

const PHONE = { width: 390, height: 844 };

/** Someone at the shop, with a browser of their own, doing what people do there. */
export class Shopper {
  /** What the browser complained about: errors of scripts, and what the page's own security policy refused. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // A 402 is a declined card and is told so; it is the network's line, not the page's.
      const expected = message.text().includes('402 (Payment Required)');
      if (message.type() === 'error' && !expected) this.complaints.push(message.text());
    });
  }

  static async arrive(browser: Browser, shopUrl: string, viewport = PHONE): Promise<Shopper> {
    const context = await browser.newContext({ viewport, baseURL: shopUrl, locale: 'en-US' });
    const shopper = new Shopper(await context.newPage());
    await shopper.page.goto('/');
    return shopper;
  }

  /** A second tab of the same browser. */
  async openTab(path: string): Promise<Page> {
    const tab = await this.page.context().newPage();
    await tab.goto(path);
    return tab;
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  async putIntoCart(product: string): Promise<void> {
    await this.page.getByRole('button', { name: `Add to cart: ${product}` }).click();
  }

  async goTo(tab: 'Shop' | 'Cart' | 'Orders'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: tab }).click();
  }

  async register(): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill('Aiko Tanaka');
    await this.page.getByLabel('E-mail').fill(`${randomUUID()}@example.com`);
    await this.page.getByRole('textbox', { name: 'Password' }).fill('a few words in a row');
    await this.page.getByRole('checkbox', { name: /terms/ }).check();
    await this.page.getByRole('checkbox', { name: /privacy/ }).check();
    await this.page.getByRole('button', { name: 'Create account' }).click();
  }

  /** From a full cart to the open card form, by way of a new account. */
  async checkOutAsNewCustomer(): Promise<void> {
    await this.goTo('Cart');
    await this.page.getByRole('button', { name: 'Sign in and continue' }).click();
    await this.page.getByRole('link', { name: 'Create an account' }).click();
    await this.register();
    await this.page.getByRole('button', { name: 'Continue to payment' }).click();
    await this.page.getByLabel('Card number').waitFor();
  }

  async payWith(card: string): Promise<void> {
    await this.page.getByLabel('Card number').fill(card);
    await this.page.getByLabel('Expiration date').fill('12 / 34');
    await this.page.getByLabel('Security code').fill('123');
    await this.page.getByRole('button', { name: /^Pay / }).click();
  }

  async countOrders(): Promise<number> {
    await this.goTo('Orders');
    const orders = this.page.getByRole('link', { name: ORDER_NUMBER });
    await orders.first().waitFor();
    return orders.count();
  }
}
