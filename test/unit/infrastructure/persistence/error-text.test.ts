import { toErrorText } from '../../../../src/infrastructure/persistence/webhooks/error-text.js';

describe('the text of an error, as it is kept', () => {
  it.each([
    ['null characters', 'a\0b', 'a\u{FFFD}b'],
    ['half a pair', 'a\uD83Db', 'a\u{FFFD}b'],
    ['a pair that was cut', `${'x'.repeat(1_999)}\u{1F600}`, `${'x'.repeat(1_999)}\u{FFFD}`],
    ['secrets', 'key sk_test_abc', 'key [redacted]'],
    ['a secret that was cut', `${'x '.repeat(995)}sk_test_0123456789abcdef`, `${'x '.repeat(995)}[redacted]`],
  ])('has no %s', (_what, error, kept) => {
    expect(toErrorText(error)).toBe(kept);
  });

  it('keeps whole characters of any kind', () => {
    expect(toErrorText('支払い \u{1F600}')).toBe('支払い \u{1F600}');
  });
});
