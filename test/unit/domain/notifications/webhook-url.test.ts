import { WebhookUrlRefused } from '../../../../src/domain/notifications/notification-errors.js';
import { parseWebhookUrl } from '../../../../src/domain/notifications/webhook-url.js';

describe('the address of a webhook endpoint', () => {
  it.each([
    ['https://shop.example/hooks', 'https://shop.example/hooks'],
    ['HTTPS://Shop.Example:443/a b', 'https://shop.example/a%20b'],
    ['http://0x7f.1:8080', 'http://127.0.0.1:8080/'],
    ['http://shop.example:80/?a=b', 'http://shop.example/?a=b'],
  ])('%s is kept as %s', (raw, kept) => {
    expect(parseWebhookUrl(raw)).toBe(kept);
  });

  it.each([
    'shop.example',
    '/hooks',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@shop.example/',
    'https://:password@shop.example/',
    'https://shop.example/#part',
    'http://shop.example:22/',
    'http://shop.example:25/',
    'http://shop.example:65536/',
    `https://shop.example/${'a'.repeat(2_048)}`,
    '',
  ])('is not %s', (raw) => {
    expect(() => parseWebhookUrl(raw)).toThrow(WebhookUrlRefused);
  });

  it('is not repeated by its refusal: it may hold a token', () => {
    expect(() => parseWebhookUrl('https://shop.example:22/?token=sesame')).toThrow(/^(?!.*sesame)/);
  });
});
