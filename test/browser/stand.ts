import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SandboxClient } from '../support/sandbox-client.js';
import { startStack, type Stack } from '../support/stack.js';
import { launchChromium } from './chromium.js';
import { Shopper, type Visit } from './shopper.js';

const STARTING_MS = 60_000;

/** What the tests of one file have: a whole shop, a browser, and for each of them somebody at the shop's first page. */
export class Stand {
  stack!: Stack;
  sandbox!: SandboxClient;
  browser!: Browser;
  shopper!: Shopper;

  /** What stands, latest last: whichever step of the start fails, nothing is left running. */
  readonly #closers: (() => Promise<void>)[] = [];

  async open(env: Readonly<Record<string, string>>): Promise<void> {
    this.stack = await startStack({ env });
    this.#closers.push(() => this.stack.stop());
    this.sandbox = new SandboxClient(this.stack.sandboxUrl);
    this.browser = await launchChromium();
    this.#closers.push(() => this.browser.close());
  }

  async close(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }

  /** Somebody more, with a browser of their own. */
  arrive(visit: Visit = {}): Promise<Shopper> {
    return Shopper.arrive(this.browser, this.stack.apiUrl, visit);
  }

  /** Another browser of somebody who has an account. */
  async signInElsewhere(email: string): Promise<Shopper> {
    const other = await this.arrive();
    await other.page.goto('/sign-in');
    await other.signIn(email);
    await other.heading('Shop').waitFor();
    return other;
  }
}

export interface StandOptions {
  /** Of the shop's processes; asked before the first test. */
  env?: () => Promise<Readonly<Record<string, string>>>;
  /** How somebody arrives before each test; null: nobody does. */
  visit?: Visit | null;
}

/** To be called once, at the head of a file of tests. */
export function standForTests({ env, visit = {} }: StandOptions = {}): Stand {
  const stand = new Stand();
  beforeAll(async () => stand.open((await env?.()) ?? {}), STARTING_MS);
  afterAll(() => stand.close());
  if (visit !== null) {
    beforeEach(async () => {
      stand.shopper = await stand.arrive(visit);
    });
    afterEach(() => stand.shopper.leave());
  }
  return stand;
}
