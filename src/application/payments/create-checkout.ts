import type { Locale } from '../../domain/shared/locale.js';
import { paymentAlreadyProcessed } from '../../domain/payments/payment-errors.js';
import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { isUnderWay } from '../../domain/payments/payment-status.js';
import type { ReturnAddresses } from '../../domain/payments/return-addresses.js';
import { InvariantViolation } from '../../domain/shared/domain-error.js';
import type { IPaymentCloser } from '../orders/ports/payment-closer.js';
import type { OpenCheckout } from './open-checkout.js';
import type { OpenForPayer } from './open-for-payer.js';
import type { IPayerDirectory } from './ports/payer-directory.js';

export interface CreateCheckoutCommand {
  readonly organizationId: string;
  readonly userId: string;
  readonly orderId: string;
  /** Left out: the order's own page. */
  readonly successUrl: string | undefined;
  readonly cancelUrl: string | undefined;
  /** Left out: what the account says, else the browser's. */
  readonly locale: Locale | undefined;
}

export interface CheckoutView {
  /** Stripe's (`cs_...`). */
  readonly id: string;
  /** Where the payer pays. */
  readonly url: string;
}

/** Opens Stripe's page for an order, or finds the one that is open. */
export class CreateCheckout {
  constructor(
    private readonly openForPayer: OpenForPayer,
    private readonly openCheckout: OpenCheckout,
    private readonly closer: IPaymentCloser,
    private readonly returnAddresses: ReturnAddresses,
    private readonly payers: IPayerDirectory,
  ) {}

  /** @throws DomainError `validation_failed` for return addresses that are not ours; and as `OpenForPayer` does */
  async execute({ successUrl, cancelUrl, locale, ...command }: CreateCheckoutCommand): Promise<CheckoutView> {
    const wish = {
      ...command,
      kind: 'checkout',
      successUrl: this.#accept('success_url', successUrl, `/orders/${command.orderId}?checkout=success`),
      cancelUrl: this.#accept('cancel_url', cancelUrl, `/orders/${command.orderId}`),
      locale: locale ?? (await this.#ownLocale(command)),
    } as const;
    return this.openForPayer.execute(wish, (attempt) => this.#open(attempt));
  }

  async #ownLocale({ organizationId, userId }: Pick<CreateCheckoutCommand, 'organizationId' | 'userId'>) {
    return (await this.payers.find(organizationId, userId))?.locale ?? null;
  }

  #accept(field: string, address: string | undefined, ownPath: string): string {
    return address === undefined
      ? this.returnAddresses.ownPage(ownPath)
      : this.returnAddresses.accept(field, address);
  }

  /** Null: the page has expired, or what was paid on it failed later and it cannot be paid on again. */
  async #open(attempt: PaymentAttempt): Promise<CheckoutView | null> {
    const { session, payment } = await this.openCheckout.execute(attempt);
    if (session.status === 'expired') return null;
    if (session.status === 'complete') {
      if (payment !== null && isUnderWay(payment.status)) throw paymentAlreadyProcessed(payment.status);
      const outcome = await this.closer.close(attempt.organizationId, attempt.orderId, 'keep');
      if (outcome !== 'closed') throw paymentAlreadyProcessed(outcome);
      return null;
    }
    if (session.url === null) throw new InvariantViolation('Stripe gave no address for an open session.');
    return { id: session.id, url: session.url };
  }
}
