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

interface Fault {
  readonly method: Method;
  /** `after`: it takes effect, and the caller does not learn so. */
  readonly when: 'before' | 'after';
  readonly error: Error;
}

/** Stripe with a memory: keys are remembered, objects stay, and scripted faults strike once each. */
export class FakeStripeService extends IStripeService {
  readonly livemode = false;
  readonly calls: Method[] = [];
  readonly customers = new Map<string, CreateCustomerCommand>();
  readonly payments = new Map<string, StripePayment>();
  readonly #byKey = new Map<string, string>();
  readonly #faults: Fault[] = [];

  constructor(
    private readonly clock: FakeClock,
    private readonly transactions: FakeUnitOfWork,
  ) {
    super();
  }

  failNext(method: Method, when: Fault['when'], error: Error): void {
    this.#faults.push({ method, when, error });
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
    return this.#call('createCustomer', () =>
      this.#once(command.idempotencyKey, () => {
        const id = `cus_${this.customers.size + 1}`;
        this.customers.set(id, command);
        return id;
      }),
    );
  }

  async findCustomer({ userId }: SoughtCustomer): Promise<string | null> {
    return this.#call('findCustomer', () => {
      const found = [...this.customers].find(([, one]) => one.userId === userId);
      return found ? found[0] : null;
    });
  }

  async changeCustomerEmail(id: string, email: string): Promise<void> {
    await this.#call('changeCustomerEmail', () => {
      const customer = this.customers.get(id);
      if (!customer) throw new StripeObjectMissingError(`There is no ${id}.`, 'customer');
      this.customers.set(id, { ...customer, email });
    });
  }

  async deleteCustomer(id: string): Promise<void> {
    await this.#call('deleteCustomer', () => this.customers.delete(id));
  }

  async createPayment(command: CreatePaymentCommand): Promise<StripePayment> {
    return this.#call('createPayment', () => {
      const id = this.#once(command.idempotencyKey, () => this.#make(command));
      return this.#seen(id);
    });
  }

  async retrievePayment(id: string): Promise<StripePayment> {
    return this.#call('retrievePayment', () => this.#seen(id));
  }

  async findPayment(_customerId: string, attemptId: string): Promise<StripePayment | null> {
    return this.#call('findPayment', () => {
      const found = [...this.payments.values()].find((payment) => payment.attemptId === attemptId);
      return found ? this.#seen(found.id) : null;
    });
  }

  async capturePayment({
    idempotencyKey,
    paymentIntentId,
    amountMinor,
  }: CapturePaymentCommand): Promise<StripePayment> {
    return this.#call('capturePayment', () => {
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
    return this.#call('cancelPayment', () => {
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

  async #call<T>(method: Method, effect: () => T): Promise<T> {
    invariant(!this.transactions.inTransaction, 'Stripe was called while a transaction was open.');
    this.calls.push(method);
    const index = this.#faults.findIndex((fault) => fault.method === method);
    const [fault] = index === -1 ? [] : this.#faults.splice(index, 1);
    // A real call takes a while: others may come in between.
    await new Promise(setImmediate);
    if (fault?.when === 'before') throw fault.error;
    const answer = effect();
    if (fault) throw fault.error;
    return answer;
  }
}
