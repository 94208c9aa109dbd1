import type { Seller } from '../../orders/seller.js';

/** A mail before it has a recipient. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/**
 * What someone calls themselves; null while it is not known that the mailbox is theirs. Else whoever registers an address of
 * somebody else's could have us mail them two hundred characters of any kind.
 */
export type NameInMails = string | null;

/** An amount in integer minor units of `currency`. */
export interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

export interface ReceiptFacts {
  readonly name: NameInMails;
  readonly orderNumber: string;
  readonly items: readonly { readonly name: string; readonly quantity: number; readonly amount: Amount }[];
  /** One per rate, of what was charged; the rate in percent. */
  readonly taxes: readonly { readonly percent: number; readonly amount: Amount }[];
  /** Null where all of it was charged. */
  readonly ordered: Amount | null;
  readonly charged: Amount;
  readonly paidAt: Date;
  readonly seller: Seller;
  /** The printable receipt. */
  readonly url: string;
}

interface RefundFacts {
  readonly name: NameInMails;
  readonly orderNumber: string;
  readonly amount: Amount;
}

interface DisputeFacts {
  readonly disputeId: string;
  readonly orderNumber: string | null;
  readonly amount: Amount | null;
  readonly reason: string | null;
  /** ISO 8601 UTC. */
  readonly dueBy: string | null;
}

interface AccountFacts {
  readonly name: NameInMails;
}

/** What we write to people, in one language. Another language is another implementation, and an entry in LANGUAGES. */
export interface Texts {
  receipt(facts: ReceiptFacts): Letter;
  refund(facts: RefundFacts): Letter;
  dispute(facts: DisputeFacts): Letter;
  passwordChanged(facts: AccountFacts): Letter;
  accountDeleted(facts: AccountFacts): Letter;
  /** To the address that the account has until then. */
  emailChangeRequested(facts: AccountFacts): Letter;
  /** To the address that the account had until then. */
  emailChanged(facts: AccountFacts): Letter;
  /** To whoever has the address that somebody else asked for. */
  addressWanted(facts: AccountFacts): Letter;
  /** The link follows below the text of every language. */
  passwordReset(facts: AccountFacts): Letter;
  /** The link follows below the text of every language. */
  emailVerification(facts: AccountFacts): Letter;
  /** To the address that the account is to have. The link follows below the text of every language. */
  newAddress(facts: AccountFacts): Letter;
}
