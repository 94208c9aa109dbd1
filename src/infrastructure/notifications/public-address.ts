import ipaddr from 'ipaddr.js';

/** What is routed on the internet at all (RFC 4291, section 2.4); the rest is translation, mapping and things to come. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** Public by its number, and answered inside every virtual machine there: Azure's platform services. */
const PLATFORM_SERVICES = ['168.63.129.16'];

/**
 * Whether an address leads out of our own networks: no loopback, private, link-local (cloud metadata), shared,
 * multicast or reserved one, and none that carries another inside (IPv4-mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.zoneId === undefined && parsed.match(GLOBAL_UNICAST);
  return !PLATFORM_SERVICES.includes(parsed.toString());
}
