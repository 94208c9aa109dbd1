import { ApplyAftermath } from '../../src/application/payments/apply-aftermath.js';
import { ApplyToOrder } from '../../src/application/payments/apply-to-order.js';
import { ClosePayment } from '../../src/application/payments/close-payment.js';
import { CreatePaymentIntent } from '../../src/application/payments/create-payment-intent.js';
import { EnsureStripeCustomer } from '../../src/application/payments/ensure-stripe-customer.js';
import { FraudPolicy } from '../../src/application/payments/fraud-policy.js';
import { OpenPayment } from '../../src/application/payments/open-payment.js';
import { IPayerDirectory, type Payer } from '../../src/application/payments/ports/payer-directory.js';
import { RecordPayment } from '../../src/application/payments/record-payment.js';
import { RefundByPolicy } from '../../src/application/payments/refund-by-policy.js';
import { Order } from '../../src/domain/orders/order.js';
import type { CaptureMethod } from '../../src/domain/shared/capture-method.js';
import { CloseCheckout } from '../../src/application/payments/close-checkout.js';
import { CreateCheckout } from '../../src/application/payments/create-checkout.js';
import { CreateOnce } from '../../src/application/payments/create-once.js';
import { LookAtAttempt } from '../../src/application/payments/look-at-attempt.js';
import { OpenCheckout } from '../../src/application/payments/open-checkout.js';
import { OpenForPayer } from '../../src/application/payments/open-for-payer.js';
import { RecordCheckout } from '../../src/application/payments/record-checkout.js';
import { ReserveAttempt } from '../../src/application/payments/reserve-attempt.js';
import { ReturnAddresses } from '../../src/domain/payments/return-addresses.js';
import { FakeCheckoutSessionRepository } from './fakes/checkout-session-repository.js';
import { FakeStripeCheckout } from './fakes/stripe-checkout.js';
import { FakeAftermathFacts } from './fakes/aftermath-facts.js';
import { FakeClock } from './fakes/clock.js';
import { FakeFindings } from './fakes/findings.js';
import { FakeFraudSignals } from './fakes/fraud-signals.js';
import { FakeIdGenerator } from './fakes/id-generator.js';
import { FakeOrderRepository } from './fakes/order-repository.js';
import { FakeOutbox } from './fakes/outbox.js';
import { FakePaymentAttemptRepository } from './fakes/payment-attempt-repository.js';
import { FakeRefundRepository } from './fakes/refund-repository.js';
import { FakeStripeCustomerRepository } from './fakes/stripe-customer-repository.js';
import { FakeStripeService } from './fakes/stripe-service.js';
import { FakeUnitOfWork } from './fakes/unit-of-work.js';

export const ORGANIZATION = '00000000-0000-7000-8000-000000000001';
export const PAYER = 'user-1';

class FakePayerDirectory extends IPayerDirectory {
  locale: Payer['locale'] = null;

  async find(_organizationId: string, userId: string): Promise<Payer | null> {
    const { locale } = this;
    return userId === 'user-unknown' ? null : { email: `${userId}@example.com`, name: 'Aiko', locale };
  }
}

interface NewOrder {
  readonly id?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly captureMethod?: CaptureMethod;
}

/** The payments context on fakes: a database, a Stripe and a clock that tests can move. */
export class PaymentsWorld {
  readonly payers = new FakePayerDirectory();
  readonly clock = new FakeClock();
  readonly ids = new FakeIdGenerator();
  readonly unitOfWork = new FakeUnitOfWork();
  readonly stripe = new FakeStripeService(this.clock, this.unitOfWork);
  readonly orders = new FakeOrderRepository();
  readonly attempts = new FakePaymentAttemptRepository();
  readonly customers = new FakeStripeCustomerRepository();
  readonly findings = new FakeFindings();
  readonly ensureCustomer = new EnsureStripeCustomer(
    this.customers,
    this.payers,
    this.stripe,
    this.ids,
    this.clock,
  );
  readonly outbox = new FakeOutbox();
  readonly refunds = new FakeRefundRepository();
  readonly facts = new FakeAftermathFacts(this.refunds);
  readonly refundByPolicy = new RefundByPolicy(this.refunds, this.facts, this.ids, this.clock);
  readonly applyAftermath = new ApplyAftermath(
    this.facts,
    this.refundByPolicy,
    new FraudPolicy('report'),
    this.findings,
    this.outbox,
    this.clock,
  );
  readonly applyToOrder = new ApplyToOrder(
    this.orders,
    this.applyAftermath,
    this.refundByPolicy,
    this.findings,
    this.outbox,
    this.clock,
  );
  readonly recordPayment = new RecordPayment(
    this.attempts,
    this.orders,
    this.applyToOrder,
    new FakeFraudSignals(),
    this.findings,
    this.outbox,
    this.stripe,
    this.clock,
  );
  readonly checkout = new FakeStripeCheckout(this.stripe, this.clock, this.unitOfWork);
  readonly checkouts = new FakeCheckoutSessionRepository();
  readonly createOnce = new CreateOnce(this.attempts, this.unitOfWork, this.ids, this.clock);
  readonly recordCheckout = new RecordCheckout(
    this.attempts,
    this.checkouts,
    this.orders,
    this.recordPayment,
    this.applyToOrder,
    this.findings,
    this.stripe,
    this.clock,
  );
  readonly openPayment = this.anotherProcess();
  readonly openCheckout = this.anotherCheckout();
  readonly lookAtAttempt = new LookAtAttempt(this.openPayment, this.openCheckout);
  readonly closePayment = new ClosePayment(
    this.attempts,
    this.checkouts,
    this.openPayment,
    new CloseCheckout(this.attempts, this.openCheckout, this.recordCheckout, this.checkout, this.unitOfWork),
    this.recordPayment,
    this.stripe,
    this.unitOfWork,
  );
  readonly openForPayer = new OpenForPayer(
    new ReserveAttempt(
      this.orders,
      this.attempts,
      this.checkouts,
      this.customers,
      this.ensureCustomer,
      this.unitOfWork,
      this.ids,
      this.clock,
    ),
    this.lookAtAttempt,
    this.closePayment,
    this.customers,
    this.stripe,
    this.ids,
    this.clock,
  );
  readonly createPaymentIntent = new CreatePaymentIntent(this.openForPayer, this.openPayment);
  readonly createCheckout = new CreateCheckout(
    this.openForPayer,
    this.openCheckout,
    this.closePayment,
    new ReturnAddresses(['https://shop.example']),
    this.payers,
  );

  /** Callers of one process share their calls to Stripe; this one shares with nobody. */
  anotherProcess(): OpenPayment {
    return new OpenPayment(this.attempts, this.recordPayment, this.stripe, this.unitOfWork, this.createOnce);
  }

  /** The same for Stripe's page. */
  anotherCheckout(): OpenCheckout {
    return new OpenCheckout(
      this.orders,
      this.checkouts,
      this.recordCheckout,
      this.checkout,
      this.unitOfWork,
      this.createOnce,
    );
  }

  async placeOrder({
    id = 'order-1',
    amountMinor = 1_200,
    currency = 'jpy',
    captureMethod = 'automatic',
  }: NewOrder = {}): Promise<Order> {
    const order = Order.place({
      id,
      organizationId: ORGANIZATION,
      userId: PAYER,
      number: `KAI-261120-${id}`,
      currency,
      captureMethod,
      lines: [
        {
          id: `${id}-line`,
          priceId: 'price-1',
          productId: 'product-1',
          productName: 'Tea',
          unitAmountMinor: amountMinor,
          quantity: 1,
          taxBehavior: 'inclusive',
          taxRatePpm: 100_000,
        },
      ],
      at: this.clock.now(),
    });
    await this.orders.insert(order);
    return order;
  }

  async statusOf(orderId = 'order-1'): Promise<string | undefined> {
    return (await this.orders.findById(ORGANIZATION, orderId))?.status;
  }

  /** Why the order is what it is. */
  async lastCauseOf(orderId = 'order-1'): Promise<string | undefined> {
    return (await this.orders.findById(ORGANIZATION, orderId))?.history.at(-1)?.cause;
  }
}
