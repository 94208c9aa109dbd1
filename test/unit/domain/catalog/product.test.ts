import { describe, expect, it } from '@jest/globals';
import { createProduct } from '../../../support/catalog.js';

const LATER = new Date('2026-11-20T09:00:00Z');

describe('a product', () => {
  it('changes what is given and keeps the rest', () => {
    const product = createProduct();
    expect(product.change({ description: '', active: undefined }, LATER)).toBe(true);
    expect(product.snapshot()).toMatchObject({
      name: 'Notebook',
      description: '',
      active: true,
      updatedAt: LATER,
    });
  });

  it('says when nothing changes', () => {
    const product = createProduct();
    const before = product.snapshot();
    expect(product.change({ name: 'Notebook', active: true }, LATER)).toBe(false);
    expect(product.snapshot()).toBe(before);
  });
});
