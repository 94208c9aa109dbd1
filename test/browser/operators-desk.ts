import type { Browser, Page } from 'playwright-core';
import { startStack, type Stack } from '../support/stack.js';
import { launchChromium } from './chromium.js';
import { ShopWithOrders } from './shop-with-orders.js';

/** A shop with orders, and a browser to look after it. */
export class OperatorsDesk {
  private constructor(
    readonly stack: Stack,
    readonly browser: Browser,
    readonly shop: ShopWithOrders,
  ) {}

  /** Whichever step of the start fails, nothing is left running. */
  static async open(): Promise<OperatorsDesk> {
    const stack = await startStack();
    try {
      const browser = await launchChromium();
      return new OperatorsDesk(stack, browser, await ShopWithOrders.open(stack));
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stack.stop();
  }

  /** By the browser's cookies, without the form. @throws Error when it is refused */
  async signIn(page: Page): Promise<void> {
    const answer = await page.request.post('/api/auth/login', { data: this.stack.operator });
    if (!answer.ok()) throw new Error(`The operator was answered ${answer.status()}.`);
  }
}
