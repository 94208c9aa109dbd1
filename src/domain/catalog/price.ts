import { Currency } from '../shared/currency.js';
import { formatMinor } from '../shared/money.js';
import type { CaptureMethod } from '../shared/capture-method.js';
import type { TaxBehavior } from '../shared/tax-behavior.js';
import { PriceImmutable, PriceInvalid } from './catalog-errors.js';

export type PriceType = 'one_time' | 'recurring';
export type BillingInterval = 'day' | 'week' | 'month' | 'year';

/** A price as plain data: what is stored. */
export interface PriceSnapshot {
  readonly id: string;
  readonly organizationId: string;
  /** As it was read; 1 for a new price. */
  readonly version: number;
  readonly productId: string;
  readonly currency: string;
  readonly unitAmountMinor: number;
  readonly type: PriceType;
  /** Null for a one-time price. */
  readonly interval: BillingInterval | null;
  readonly taxBehavior: TaxBehavior;
  /** Parts per million: 8.875% is 88750. */
  readonly taxRatePpm: number;
  /** What is ordered at this price is charged at once, or held until an operator captures it. */
  readonly captureMethod: CaptureMethod;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface CreatePriceFacts {
  readonly id: string;
  readonly organizationId: string;
  readonly productId: string;
  readonly currency: string;
  readonly unitAmountMinor: number;
  readonly type: PriceType;
  readonly interval: BillingInterval | null;
  /** Left out: as is usual for the currency. */
  readonly taxBehavior?: TaxBehavior | undefined;
  readonly taxRatePpm: number;
  /** Left out: `automatic`. Only a one-time price can be `manual`. */
  readonly captureMethod?: CaptureMethod | undefined;
  readonly active: boolean;
  readonly at: Date;
}

/** What an operator may change; what is left out stays. The tax behaviour is fixed once set, as at Stripe. */
export interface PriceChanges {
  readonly unitAmountMinor?: number | undefined;
  readonly taxRatePpm?: number | undefined;
  readonly active?: boolean | undefined;
}

/** Price tags in Japan must show what is paid in the end (Consumption Tax Act, article 63). */
const TAX_INCLUDED_BY_DEFAULT: ReadonlySet<string> = new Set(['jpy']);

/** What one unit of a product costs: once, or every interval. */
export class Price {
  #state: PriceSnapshot;

  private constructor(state: PriceSnapshot) {
    this.#state = state;
  }

  /** @throws PriceInvalid; DomainError `currency_unknown`. */
  static create({ at, taxBehavior, captureMethod = 'automatic', ...facts }: CreatePriceFacts): Price {
    assertInterval(facts.type, facts.interval);
    if (facts.type === 'recurring' && captureMethod === 'manual')
      throw new PriceInvalid('capture_method', 'Only what is paid once can be held and captured later.');
    assertChargeable(facts.unitAmountMinor, Currency.of(facts.currency));
    return new Price({
      ...facts,
      captureMethod,
      taxBehavior: taxBehavior ?? defaultTaxBehavior(facts.currency),
      version: 1,
      createdAt: at,
      updatedAt: at,
    });
  }

  static rehydrate(snapshot: PriceSnapshot): Price {
    return new Price(snapshot);
  }

  snapshot(): PriceSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  /**
   * @param isUsed whether an order refers to the price.
   * @returns whether anything is different now.
   * @throws PriceImmutable when more than `active` would change on a used price; PriceInvalid.
   */
  change(changes: PriceChanges, isUsed: boolean, at: Date): boolean {
    const { unitAmountMinor, taxRatePpm, active } = this.#state;
    const next = {
      unitAmountMinor: changes.unitAmountMinor ?? unitAmountMinor,
      taxRatePpm: changes.taxRatePpm ?? taxRatePpm,
      active: changes.active ?? active,
    };
    const costsDiffer = next.unitAmountMinor !== unitAmountMinor || next.taxRatePpm !== taxRatePpm;
    if (!costsDiffer && next.active === active) return false;
    if (costsDiffer && isUsed) throw new PriceImmutable(this.id);
    assertChargeable(next.unitAmountMinor, Currency.of(this.#state.currency));
    this.#state = { ...this.#state, ...next, updatedAt: at };
    return true;
  }
}

function defaultTaxBehavior(currency: string): TaxBehavior {
  return TAX_INCLUDED_BY_DEFAULT.has(currency) ? 'inclusive' : 'exclusive';
}

function assertInterval(type: PriceType, interval: BillingInterval | null): void {
  if (type === 'recurring' && interval === null)
    throw new PriceInvalid('interval', 'A recurring price needs an interval: day, week, month or year.');
  if (type === 'one_time' && interval !== null)
    throw new PriceInvalid('interval', 'A one-time price has no interval.');
}

/** What Stripe could not charge even once is refused when it is set, not when a customer pays. */
function assertChargeable(unitAmountMinor: number, currency: Currency): void {
  const { code, exponent, stepMinor, maximumMinor } = currency;
  if (!Number.isSafeInteger(unitAmountMinor) || unitAmountMinor < 0 || unitAmountMinor > maximumMinor)
    throw new PriceInvalid(
      'unit_amount',
      `An amount in ${code} is 0 to ${maximumMinor} minor units (${formatMinor(maximumMinor, exponent)} ${code}).`,
    );
  if (unitAmountMinor % stepMinor !== 0)
    throw new PriceInvalid(
      'unit_amount',
      `An amount in ${code} must be a multiple of ${stepMinor} minor units.`,
    );
}
