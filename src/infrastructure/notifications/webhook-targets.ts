import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { IWebhookTargets } from '../../application/notifications/ports/webhook-sender.js';
import { isPublicAddress } from './public-address.js';

/** Names that mean this machine or this network wherever they are asked (RFC 6761, RFC 6762, RFC 9476 and custom). */
const INTERNAL_NAMES = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;

/** Two tries of two seconds each: the rest of an attempt's fifteen is the receiver's. */
const DNS_TIMEOUT_MS = 2_000;
const DNS_TRIES = 2;

export interface TargetRules {
  /** Hosts of our own that are sent to wherever they lead, over http too. Lower case, with the port where it is not the scheme's. */
  readonly allowedHosts: readonly string[];
  readonly httpsOnly: boolean;
}

/** Addresses of a name. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

/** An address that nothing is sent to. The message names no more than the host. */
export class TargetRefusedError extends Error {
  override readonly name = 'TargetRefusedError';
}

export class WebhookTargets extends IWebhookTargets {
  constructor(
    private readonly rules: TargetRules,
    private readonly resolvePublicName: ResolveName = askNameServers,
  ) {
    super();
  }

  problem(address: string): string | null {
    const url = new URL(address);
    if (this.#isAllowed(url)) return null;
    if (this.rules.httpsOnly && url.protocol !== 'https:') return 'It must begin with https://.';
    const host = hostOf(url);
    const internal = isIP(host) === 0 ? INTERNAL_NAMES.test(withoutRootDot(host)) : !isPublicAddress(host);
    return internal ? 'It leads into a private network.' : null;
  }

  /**
   * What to connect to, and nothing else: looked up for this attempt, every address checked.
   *
   * @throws TargetRefusedError; the resolver's errors
   */
  async addresses(url: URL): Promise<readonly string[]> {
    const problem = this.problem(url.href);
    if (problem !== null) throw new TargetRefusedError(problem);
    const host = hostOf(url);
    if (isIP(host) !== 0) return [host];
    // Names of our own may stand in the hosts file, which name servers know nothing of.
    if (this.#isAllowed(url)) return (await lookup(host, { all: true })).map(({ address }) => address);
    const found = await this.resolvePublicName(host);
    if (found.length === 0) throw new TargetRefusedError(`The name ${host} has no address.`);
    if (!found.every(isPublicAddress))
      throw new TargetRefusedError(`The name ${host} leads into a private network.`);
    return found;
  }

  #isAllowed({ host }: URL): boolean {
    return this.rules.allowedHosts.includes(host);
  }
}

/** IPv6 without its brackets. */
function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function withoutRootDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/**
 * Straight to the name servers: the system's own look-up runs on four threads, and a few names that are slow to resolve
 * would hold up everybody else's.
 */
async function askNameServers(name: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason;
  return [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}
