import type { Fault } from '../sandbox.js';
import type { DeliveryFaults } from '../sandbox-client.js';

/** What is for sale; `held` ones are charged only once an operator captures them. */
export type PriceName = 'jpy' | 'usd' | 'kwd' | 'held jpy' | 'held usd' | 'held kwd';

export type Process = 'api 0' | 'api 1' | 'worker 0' | 'worker 1' | 'sandbox';

export interface Payment {
  readonly way: 'card form' | 'page';
  /** A test method of Stripe, and after `|` what its payer does when their bank asks. */
  readonly method: string;
}

export interface Purchase {
  readonly customer: number;
  readonly price: PriceName;
  readonly quantity: number;
}

/** What somebody does about one order, which counts back from the newest. */
export type OrderCommand =
  | {
      readonly does: 'open';
      readonly order: number;
      readonly way: 'card form' | 'page';
      readonly twice: boolean;
    }
  | ({ readonly does: 'pay'; readonly order: number } & Payment)
  /** On a page that was opened before, whatever has become of it: `tab` counts back from the newest. */
  | {
      readonly does: 'pay in an old tab';
      readonly order: number;
      readonly tab: number;
      readonly method: string;
    }
  | { readonly does: 'come back'; readonly order: number }
  | { readonly does: 'cancel'; readonly order: number; readonly by: 'customer' | 'operator' }
  | {
      readonly does: 'capture';
      readonly order: number;
      readonly share: number | null;
      readonly twice: boolean;
    }
  | {
      readonly does: 'refund';
      readonly order: number;
      readonly share: number | null;
      readonly twice: boolean;
    }
  | {
      readonly does: 'at Stripe';
      readonly order: number;
      readonly what: 'refund' | 'cancel' | 'capture';
      readonly share: number | null;
    }
  | { readonly does: 'let expire'; readonly order: number }
  /** Somebody else's payment that names this order and its attempt. */
  | { readonly does: 'impersonate'; readonly order: number; readonly wrong: 'amount' | 'currency' }
  /** An event of live mode says that the payment has succeeded. */
  | { readonly does: 'tell of live money'; readonly order: number };

/**
 * One thing that somebody does, or that goes wrong. `share` is of what the order costs; `twice` is the same request with
 * the same key at the same moment to both API processes.
 */
export type Command =
  | OrderCommand
  | (Purchase & {
      readonly does: 'place order';
      /** At once; null: perhaps later. */
      readonly pays: Payment | null;
    })
  /** Stripe denies for a moment that it has the payment, which is given up for that; then its payer pays it all the same. */
  | (Purchase & {
      readonly does: 'pay what was given up';
      readonly way: 'card form' | 'page';
      readonly instead: 'cancel' | 'pay anew';
      readonly method: string;
    })
  /** Two people, or one with two tabs. */
  | { readonly does: 'at the same moment'; readonly both: readonly [OrderCommand, OrderCommand] }
  | { readonly does: 'bank'; readonly what: string }
  /** Everyone who got no answer asks again. */
  | { readonly does: 'ask again' }
  /** As long as it takes for a janitor to take up what was left without an answer. */
  | { readonly does: 'let time pass' }
  | { readonly does: 'fault'; readonly fault: Fault }
  /** Answers to one route are lost after the effect, for longer than a call is tried; events come no more and cannot be listed. */
  | { readonly does: 'black out'; readonly route: string; readonly kind: 'reset' | 'hang' }
  | { readonly does: 'deliver badly'; readonly faults: DeliveryFaults }
  | { readonly does: 'kill'; readonly process: Process }
  | { readonly does: 'cut database' };
