import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { words as english } from '../../web/src/text/en/words.js';
import { words as japanese } from '../../web/src/text/ja/words.js';

export const CARDS = { pays: '4242 4242 4242 4242', isDeclined: '4000 0000 0000 0002' };

export const ORDER_NUMBER = /KAI-\d{6}-[0-9A-Z]+/;

/** Of every account that is made here. */
export const PASSWORD = 'a few words in a row';

const PHONE = { width: 390, height: 844 };

/** The labels of the sandbox's card form, as Stripe's own has them, and of its Checkout page. */
const CARD_FORM = {
  en: {
    number: 'Card number',
    expiry: 'Expiration date',
    cvc: 'Security code',
    email: 'Email',
    pay: /^Pay /,
    back: 'Back to the shop',
  },
  ja: {
    number: 'カード番号',
    expiry: '有効期限',
    cvc: 'セキュリティコード',
    email: 'メールアドレス',
    pay: /を支払う$/,
    back: 'ショップに戻る',
  },
};

export interface Visit {
  viewport?: { width: number; height: number };
  language?: 'en' | 'ja';
}

/** Someone at the shop, with a browser of their own, doing what people do there. */
export class Shopper {
  /** What the browser complained about: errors of scripts, and what the page's own security policy refused. */
  readonly complaints: string[] = [];

  /** What the pages say in their language. */
  readonly words: typeof english;

  private constructor(
    readonly page: Page,
    private readonly language: 'en' | 'ja',
  ) {
    this.words = language === 'ja' ? japanese : english;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // A 402 is a declined card and is told so; it is the network's line, not the page's.
      const expected = message.text().includes('402 (Payment Required)');
      if (message.type() === 'error' && !expected) this.complaints.push(message.text());
    });
  }

  static async arrive(
    browser: Browser,
    shopUrl: string,
    { viewport = PHONE, language = 'en' }: Visit = {},
  ): Promise<Shopper> {
    const locale = language === 'ja' ? 'ja-JP' : 'en-US';
    const context = await browser.newContext({ viewport, baseURL: shopUrl, locale });
    const shopper = new Shopper(await context.newPage(), language);
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
    const { add, named } = this.words.shop;
    await this.page.getByRole('button', { name: named(add, product) }).click();
  }

  async goTo(tab: 'shop' | 'cart' | 'orders'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: this.words.nav[tab] }).click();
  }

  /** @returns the new account's address */
  async register(): Promise<string> {
    const words = this.words.register;
    const email = `${randomUUID()}@example.com`;
    await this.page.getByLabel(words.name, { exact: true }).fill('Aiko Tanaka');
    await this.page.getByLabel(words.email).fill(email);
    await this.page.getByRole('textbox', { name: words.password }).fill(PASSWORD);
    await this.page.getByRole('checkbox', { name: words.termsLink }).check();
    await this.page.getByRole('checkbox', { name: words.privacyLink }).check();
    await this.page.getByRole('button', { name: words.submit }).click();
    return email;
  }

  async signIn(email: string, password = PASSWORD): Promise<void> {
    const words = this.words.signIn;
    await this.page.getByLabel(words.email).fill(email);
    await this.page.getByRole('textbox', { name: words.password }).fill(password);
    await this.page.getByRole('button', { name: words.submit }).click();
  }

  /** From a full cart to the open card form, by way of a new account. */
  async checkOutAsNewCustomer(): Promise<void> {
    await this.goTo('cart');
    await this.page.getByRole('button', { name: this.words.cart.checkoutSignedOut }).click();
    await this.page.getByRole('link', { name: this.words.signIn.register }).click();
    await this.register();
    await this.continueToPayment();
    await this.cardNumber.waitFor();
  }

  async continueToPayment(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.cart.checkout }).click();
  }

  get cardNumber(): Locator {
    return this.page.getByLabel(CARD_FORM[this.language].number);
  }

  /** The one that sends the payment, whatever it comes to. */
  get payButton(): Locator {
    const [before = '', after = ''] = this.words.pay.submit('|').split('|');
    return this.page.getByRole('button', { name: new RegExp(`^${before}[^a-z]+${after}$`) });
  }

  async payWith(card: string): Promise<void> {
    await this.#fillIn(card);
    await this.payButton.click();
  }

  /** On Checkout's page, which Stripe has at an address of its own. */
  async payOnStripesPage(card: string): Promise<void> {
    const labels = CARD_FORM[this.language];
    await this.page.getByLabel(labels.email).fill('aiko@example.com');
    await this.#fillIn(card);
    await this.page.getByRole('button', { name: labels.pay }).click();
  }

  async turnBackFromStripesPage(): Promise<void> {
    await this.page.getByRole('link', { name: CARD_FORM[this.language].back }).click();
  }

  async #fillIn(card: string): Promise<void> {
    const labels = CARD_FORM[this.language];
    await this.cardNumber.fill(card);
    await this.page.getByLabel(labels.expiry).fill('12 / 34');
    await this.page.getByLabel(labels.cvc).fill('123');
  }

  async countOrders(): Promise<number> {
    await this.goTo('orders');
    const orders = this.page.getByRole('link', { name: ORDER_NUMBER });
    await orders.first().waitFor();
    return orders.count();
  }
}
