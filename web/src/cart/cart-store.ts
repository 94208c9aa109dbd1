import { newIdempotencyKey } from 'kaikei-sdk';
import { Store } from '../store/store.js';
import * as carts from './cart.js';

import { parseCart } from './parse-cart.js';

const STORAGE_KEY = 'kaikei.cart';

/** The one cart of this browser, kept across visits and the same in every tab. */
class CartStore extends Store<carts.Cart> {
  constructor() {
    super(readStored());
    window.addEventListener('storage', (event) => {
      if (event.key === STORAGE_KEY) super.set(readStored());
    });
  }

  override set(cart: carts.Cart): void {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(cart));
    super.set(cart);
  }

  add(item: carts.CartItem): void {
    this.set(carts.addToCart(this.get(), item, newIdempotencyKey));
  }

  setQuantity(priceId: string, quantity: number): void {
    this.set(carts.setQuantity(this.get(), priceId, quantity, newIdempotencyKey));
  }

  remove(priceId: string): void {
    this.set(carts.removeFromCart(this.get(), priceId, newIdempotencyKey));
  }

  removeOrdered(orderKey: string): void {
    this.set(carts.removeOrdered(this.get(), orderKey));
  }

  renewOrderKey(currency: string): void {
    this.set(carts.renewOrderKey(this.get(), currency, newIdempotencyKey));
  }
}

function readStored(): carts.Cart {
  return parseCart(localStorage.getItem(STORAGE_KEY), newIdempotencyKey);
}

export const cartStore = new CartStore();
