import ipaddr from 'ipaddr.js';
import { list } from './parsers.js';

/** Fastify's names for networks. */
const NAMED_NETWORKS: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** Comma-separated addresses and networks, each as a network: `203.0.113.7` becomes `203.0.113.7/32`. */
export function networks(raw: string): readonly string[] {
  return list(raw).map((item) => {
    const network = toNetwork(item);
    if (network === null) throw new Error(`must be addresses or networks such as 10.0.0.0/8, got "${item}".`);
    return network;
  });
}

/** Networks, by number or by name. How many proxies there are is no answer: whoever comes past them would be believed. */
export function trustedProxies(raw: string): readonly string[] {
  return list(raw).flatMap((item) => (NAMED_NETWORKS.includes(item) ? [item] : networks(item)));
}

function toNetwork(item: string): string | null {
  if (ipaddr.isValidCIDR(item)) {
    const [address, bits] = ipaddr.parseCIDR(item);
    // Written with bits set behind its length it is more likely a mistake than a network.
    return isNetwork(address, bits) ? `${address.toString()}/${bits}` : null;
  }
  // `010.1` and the like are addresses to the library, and to no one else.
  if (!ipaddr.IPv4.isValidFourPartDecimal(item) && !ipaddr.IPv6.isValid(item)) return null;
  const address = ipaddr.process(item);
  return `${address.toString()}/${address.kind() === 'ipv4' ? 32 : 128}`;
}

function isNetwork(address: ipaddr.IPv4 | ipaddr.IPv6, bits: number): boolean {
  const first =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`);
  return first.toString() === address.toString();
}
