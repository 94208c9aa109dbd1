import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import { ReturnAddresses } from '../../../../src/domain/payments/return-addresses.js';

const addresses = new ReturnAddresses(['https://shop.example', 'https://example.org/app']);

describe('addresses that payers return to', () => {
  it.each([
    ['https://shop.example', 'https://shop.example/'],
    ['https://shop.example/orders/1?paid=yes#top', 'https://shop.example/orders/1?paid=yes#top'],
    ['HTTPS://SHOP.example:443/a/../b', 'https://shop.example/b'],
    ['https://example.org/app', 'https://example.org/app'],
    ['https://example.org/app/done', 'https://example.org/app/done'],
    [
      'https://shop.example/done?id={CHECKOUT_SESSION_ID}',
      'https://shop.example/done?id={CHECKOUT_SESSION_ID}',
    ],
    ['https://shop.example/{CHECKOUT_SESSION_ID}', 'https://shop.example/{CHECKOUT_SESSION_ID}'],
  ])('may be %s', (address, read) => {
    expect(addresses.accept('success_url', address)).toBe(read);
  });

  it.each([
    '',
    'done',
    '/done',
    '//shop.example/done',
    '//evil.example',
    'javascript:alert(1)//https://shop.example',
    'data:text/html,shop.example',
    'http://shop.example/',
    'https://shop.example:8443/',
    'https://shop.example.evil.com/',
    'https://evilshop.example/',
    'https://shop.example@evil.com/',
    'https://shop.example:443@evil.com/',
    'https://user@shop.example/',
    'https://user:password@shop.example/',
    String.raw`https://evil.com\@shop.example/`,
    'https://shop.example./',
    'https://example.org/',
    'https://example.org/apple',
    'https://example.org/app/../admin',
    'https://example.org/app/%2e%2e/admin',
    'https://example.org/app/..%2fadmin',
    'https://example.org/app/..%5Cadmin',
    String.raw`https://example.org/app\..\admin`,
  ])('are refused elsewhere: %s', (address) => {
    let refusal: unknown;
    try {
      addresses.accept('success_url', address);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({
      code: 'validation_failed',
      kind: 'invalid',
      errors: [{ field: 'success_url', message: expect.stringContaining('https://shop.example/') }],
    });
  });

  it("are the shop's own pages where none was given", () => {
    expect(addresses.ownPage('/orders/1')).toBe('https://shop.example/orders/1');
    expect(new ReturnAddresses(['https://example.org/app']).ownPage('/orders/1')).toBe(
      'https://example.org/app/orders/1',
    );
  });
});
