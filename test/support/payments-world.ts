import { ApplyToOrder } from '../../src/application/payments/apply-to-order.js';
import { ClosePayment } from '../../src/application/payments/close-payment.js';
import { CreatePaymentIntent } from '../../src/application/payments/create-payment-intent.js';
import { EnsureStripeCustomer } from '../../src/application/payments/ensure-stripe-customer.js';
import { OpenPayment } from '../../src/application/payments/open-payment.js';
import { IPayerDirectory, type Payer } from '../../src/application/payments/ports/payer-directory.js';
import { RecordPayment } from '../../src/application/payments/record-payment.js';
import { Order } from '../../src/domain/orders/order.js';
import { FakeClock } from './fakes/clock.js';
import { FakeFindings } from './fakes/findings.js';
import { FakeIdGenerator } from './fakes/id-generator.js';
import { FakeOrderRepository } from './fakes/order-repository.js';
import { FakeOutbox } from './fakes/outbox.js';
import { FakePaymentAttemptRepository } from './fakes/payment-attempt-repository.js';
import { FakeStripeCustomerRepository } from './fakes/stripe-customer-repository.js';
import { FakeStripeService } from './fakes/stripe-service.js';
import { FakeUnitOfWork } from './fakes/unit-of-work.js';

export const ORGANIZATION = '00000000-0000-7000-8000-000000000001';
export const PAYER = 'user-1';

class FakePayerDirectory extends IPayerDirectory {
  async find(_organizationId: string, userId: string): Promise<Payer | null> {
    return userId === 'user-unknown' ? null : { email: `${userId}@example.com`, name: 'Aiko' };
  }
}

/** The payments context on fakes: a database, a Stripe and a clock that tests can move. */
export class PaymentsWorld {
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
    new FakePayerDirectory(),
    this.stripe,
    this.ids,
    this.clock,
  );
  readonly outbox = new FakeOutbox();
  readonly recordPayment = new RecordPayment(
    this.attempts,
    this.orders,
    new ApplyToOrder(this.orders, this.findings, this.outbox, this.clock),
    this.findings,
    this.stripe,
    this.clock,
  );
  readonly openPayment = this.anotherProcess();
  readonly createPaymentIntent = new CreatePaymentIntent(
    this.orders,
    this.attempts,
    this.customers,
    this.ensureCustomer,
    this.openPayment,
    this.stripe,
    this.unitOfWork,
    this.ids,
    this.clock,
  );
  readonly closePayment = new ClosePayment(
    this.attempts,
    this.openPayment,
    this.recordPayment,
    this.stripe,
    this.unitOfWork,
  );

  /** Callers of one process share their calls to Stripe; this one shares with nobody. */
  anotherProcess(): OpenPayment {
    return new OpenPayment(
      this.attempts,
      this.recordPayment,
      this.stripe,
      this.unitOfWork,
      this.ids,
      this.clock,
    );
  }

  async placeOrder({ id = 'order-1', amountMinor = 1_200, currency = 'jpy' } = {}): Promise<Order> {
    const order = Order.place({
      id,
      organizationId: ORGANIZATION,
      userId: PAYER,
      number: `KAI-261120-${id}`,
      currency,
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
}
