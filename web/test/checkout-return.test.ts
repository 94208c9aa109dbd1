import { describe, expect, test } from '@jest/globals';
import { checkoutReturnPath, takeCheckoutReturn } from '../src/orders/checkout-return.js';

describe('the way back from Stripe’s page', () => {
  test('is known by its address, which is as before once it has been seen', () => {
    const { searchParams } = new URL(checkoutReturnPath('/orders/1'), 'https://shop.example');
    expect(takeCheckoutReturn(searchParams)).toBe(true);
    expect(searchParams.toString()).toBe('');
    expect(takeCheckoutReturn(searchParams)).toBe(false);
  });

  test('is not any other address', () => {
    const parameters = new URLSearchParams('checkout=cancelled&page=2');
    expect(takeCheckoutReturn(parameters)).toBe(false);
    expect(parameters.toString()).toBe('checkout=cancelled&page=2');
  });
});
