import { beforeAll } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ShopWithOrders } from './shop-with-orders.js';
import type { Shopper } from './shopper.js';
import { type Stand, standForTests, type StandOptions } from './stand.js';

const WIDE = { width: 1440, height: 900 };

/** What the operators' tests have: a shop with orders, and for each of them a wide browser that nobody has signed in to. */
export class OperatorsDesk {
  shop!: ShopWithOrders;

  constructor(readonly stand: Stand) {}

  get operator(): Shopper {
    return this.stand.shopper;
  }

  get page(): Page {
    return this.operator.page;
  }

  /** By the browser's cookies, without the form. @throws Error when the operator is refused */
  async signIn(page = this.page): Promise<void> {
    const answer = await page.request.post('/api/auth/login', { data: this.stand.stack.operator });
    if (!answer.ok()) throw new Error(`The operator was answered ${answer.status()}.`);
  }
}

/** To be called once, at the head of a file of tests. */
export function deskForTests({ env }: Pick<StandOptions, 'env'> = {}): OperatorsDesk {
  const desk = new OperatorsDesk(standForTests({ visit: { viewport: WIDE }, ...(env && { env }) }));
  beforeAll(async () => {
    desk.shop = await ShopWithOrders.open(desk.stand.stack);
  });
  return desk;
}
