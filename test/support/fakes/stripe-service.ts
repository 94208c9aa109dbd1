import {
  type CapturePaymentCommand,
  type CreateCustomerCommand,
  type CreatePaymentCommand,
  IStripeService,
  type SoughtCustomer,
  type StripePayment,
  StripeObjectMissingError,
  StripeRejectedError,
} from '../../../src/application/ports/stripe-service.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeClock } from './clock.js';
import { type FaultTime, ScriptedCalls } from './scripted-calls.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method =
  | 'createCustomer'
  | 'findCustomer'
  | 'changeCustomerEmail'
  | 'deleteCustomer'
  | 'createPayment'
  | 'retrievePayment'
  | 'findPayment'
  | 'capturePayment'
  | 'cancelPayment';

/** Stripe with a memory: keys are remembered, objects stay, and scripted faults strike once each. */
export class FakeStripeService extends IStripeService {
  readonly livemode = false;
  readonly customers = new Map<string, CreateCustomerCommand>();
  readonly payments = new Map<string, StripePayment>();
  readonly #byKey = new Map<string, string>();
  readonly #calls: ScriptedCalls<Method>;

  constructor(
    private readonly clock: FakeClock,
    transactions: FakeUnitOfWork,
  ) {
    super();
    this.#calls = new ScriptedCalls(transactions);
  }

  get calls(): Method[] {
    return this.#calls.made;
  }

  failNext(method: Method, when: FaultTime, error: Error): void {
    this.#calls.failNext(method, when, error);
  }

  /** What the payer does in the browser. */
  change(id: string, changes: Partial<StripePayment>): void {
    const payment = this.payments.get(id);
    invariant(payment !== undefined, `There is no ${id}.`);
    this.payments.set(id, { ...payment, ...changes });
  }

  async sharingDeadline<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  async createCustomer(command: CreateCustomerCommand): Promise<string> {
    return this.#calls.make('createCustomer', () =>
      this.#once(command.idempotencyKey, () => {
        const id = `cus_${this.customers.size + 1}`;
        this.customers.set(id, command);
        return id;
      }),
    );
  }

  async findCustomer({ userId }: SoughtCustomer): Promise<string | null> {
    return this.#calls.make('findCustomer', () => {
      const found = [...this.customers].find(([, one]) => one.userId === userId);
      return found ? found[0] : null;
    });
  }

  async changeCustomerEmail(id: string, email: string): Promise<void> {
    await this.#calls.make('changeCustomerEmail', () => {
      const customer = this.customers.get(id);
      if (!customer) throw new StripeObjectMissingError(`There is no ${id}.`, 'customer');
      this.customers.set(id, { ...customer, email });
    });
  }

  async deleteCustomer(id: string): Promise<void> {
    await this.#calls.make('deleteCustomer', () => this.customers.delete(id));
  }

  async createPayment(command: CreatePaymentCommand): Promise<StripePayment> {
    return this.#calls.make('createPayment', () => {
      const id = this.#once(command.idempotencyKey, () => this.#make(command));
      return this.#seen(id);
    });
  }

  async retrievePayment(id: string): Promise<StripePayment> {
    return this.#calls.make('retrievePayment', () => this.#seen(id));
  }

  async findPayment(_customerId: string, attemptId: string): Promise<StripePayment | null> {
    return this.#calls.make('findPayment', () => {
      const found = [...this.payments.values()].find((payment) => payment.attemptId === attemptId);
      return found ? this.#seen(found.id) : null;
    });
  }

  async capturePayment({
    idempotencyKey,
    paymentIntentId,
    amountMinor,
  }: CapturePaymentCommand): Promise<StripePayment> {
    return this.#calls.make('capturePayment', () => {
      this.#once(idempotencyKey, () => {
        const { status } = this.#seen(paymentIntentId);
        if (status !== 'requires_capture')
          throw new StripeRejectedError(`It is ${status}.`, 'payment_intent_unexpected_state');
        this.change(paymentIntentId, {
          status: 'succeeded',
          amountReceivedMinor: amountMinor,
          amountCapturableMinor: 0,
        });
        return paymentIntentId;
      });
      return this.#seen(paymentIntentId);
    });
  }

  async cancelPayment(id: string): Promise<StripePayment> {
    return this.#calls.make('cancelPayment', () => {
      const { status } = this.#seen(id);
      if (status !== 'succeeded' && status !== 'processing') this.change(id, { status: 'canceled' });
      return this.#seen(id);
    });
  }

  #make({ attemptId, amount, captureMethod, orderId, orderNumber }: CreatePaymentCommand): string {
    const id = `pi_${this.payments.size + 1}`;
    this.payments.set(id, {
      id,
      status: 'requires_payment_method',
      amountMinor: amount.amountMinor,
      currency: amount.currency,
      amountReceivedMinor: 0,
      amountCapturableMinor: 0,
      captureMethod,
      chargeId: null,
      reviewId: null,
      livemode: false,
      orderId,
      orderNumber,
      attemptId,
      cancellationReason: null,
      lastErrorCode: null,
      lastErrorMessage: null,
      clientSecret: `${id}_secret`,
      askedAt: this.clock.now(),
      asOf: this.clock.now(),
    });
    return id;
  }

  #seen(id: string): StripePayment {
    const payment = this.payments.get(id);
    invariant(payment !== undefined, `There is no ${id}.`);
    return { ...payment, askedAt: this.clock.now(), asOf: this.clock.now() };
  }

  #once(key: string, make: () => string): string {
    const id = this.#byKey.get(key) ?? make();
    this.#byKey.set(key, id);
    return id;
  }
}
