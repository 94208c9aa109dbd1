import { describe, expect, it } from '@jest/globals';
import { networks, trustedProxies } from '../../../../src/infrastructure/config/network-parsers.js';

describe('networks of the configuration', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7/32']],
    ['10.0.0.0/8, 2001:db8::/32', ['10.0.0.0/8', '2001:db8::/32']],
    ['2001:DB8::1', ['2001:db8::1/128']],
    ['::ffff:192.0.2.1', ['192.0.2.1/32']],
    ['0.0.0.0/0', ['0.0.0.0/0']],
    ['', []],
  ])('are read from %j', (raw, expected) => {
    expect(networks(raw)).toEqual(expected);
  });

  it.each([
    'shop',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10.1',
    '010.0.0.1',
    '0x7f000001',
    '2001:db8::1/32',
    '1.2.3.4/',
  ])('are not read from %j', (raw) => {
    expect(() => networks(raw)).toThrow(`got "${raw}"`);
  });

  it('of trusted proxies have names, too', () => {
    expect(trustedProxies('loopback, 172.31.240.250')).toEqual(['loopback', '172.31.240.250/32']);
  });

  it.each(['1', 'true', '*', 'nginx'])('of trusted proxies are not read from %j', (raw) => {
    expect(() => trustedProxies(raw)).toThrow(`got "${raw}"`);
  });
});
