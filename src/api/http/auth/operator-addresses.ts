import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = readonly [Address, number];

/** From where operators' routes may be asked. Denial wins; an empty list of those allowed allows everyone. */
export class OperatorAddresses {
  readonly #allowed: readonly Network[];
  readonly #denied: readonly Network[];

  /** Networks as `10.0.0.0/8` or `2001:db8::/32`, checked when the configuration was read. */
  constructor(allowed: readonly string[], denied: readonly string[]) {
    this.#allowed = allowed.map((network) => ipaddr.parseCIDR(network));
    this.#denied = denied.map((network) => ipaddr.parseCIDR(network));
  }

  /** @param ip of the client; what is no address is nobody's, and comes in only where everyone does */
  allow(ip: string): boolean {
    if (this.#allowed.length === 0 && this.#denied.length === 0) return true;
    if (!ipaddr.isValid(ip)) return false;
    // An IPv4 client of an IPv6 socket is `::ffff:192.0.2.1`: taken for what it is.
    const address = ipaddr.process(ip);
    if (isIn(address, this.#denied)) return false;
    return this.#allowed.length === 0 || isIn(address, this.#allowed);
  }
}

function isIn(address: Address, networks: readonly Network[]): boolean {
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}
