import {
  type CreateCheckoutCommand,
  IStripeCheckout,
  type SeenCheckout,
  type StripeCheckoutSession,
} from '../../../src/application/payments/ports/stripe-checkout.js';
import type { StripePayment } from '../../../src/application/ports/stripe-service.js';
import { invariant } from '../../../src/domain/shared/domain-error.js';
import type { FakeClock } from './clock.js';
import type { FakeStripeService } from './stripe-service.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'create' | 'retrieve' | 'find' | 'expire';

interface Fault {
  readonly method: Method;
  /** `after`: it takes effect, and the caller does not learn so. */
  readonly when: 'before' | 'after';
  readonly error: Error;
}

/** Stripe's pages with a memory, beside the payments of `FakeStripeService`. */
export class FakeStripeCheckout extends IStripeCheckout {
  readonly calls: Method[] = [];
  readonly commands: CreateCheckoutCommand[] = [];
  readonly sessions = new Map<string, StripeCheckoutSession>();
  readonly #paymentOf = new Map<string, string>();
  readonly #byKey = new Map<string, string>();
  readonly #faults: Fault[] = [];

  constructor(
    private readonly stripe: FakeStripeService,
    private readonly clock: FakeClock,
    private readonly transactions: FakeUnitOfWork,
  ) {
    super();
  }

  failNext(method: Method, when: Fault['when'], error: Error): void {
    this.#faults.push({ method, when, error });
  }

  change(id: string, changes: Partial<StripeCheckoutSession>): void {
    this.sessions.set(id, { ...this.#get(id), ...changes });
  }

  /** The payer tries on the page: there is a payment from then on. @returns its id */
  tryToPay(id: string, changes: Partial<StripePayment>): string {
    const { attemptId, orderId, amountMinor, currency } = this.#get(id);
    const paymentId = this.#paymentOf.get(id) ?? `pi_of_${id}`;
    this.#paymentOf.set(id, paymentId);
    this.stripe.payments.set(paymentId, {
      id: paymentId,
      status: 'requires_payment_method',
      amountMinor: amountMinor ?? 0,
      currency: currency ?? '',
      amountReceivedMinor: 0,
      amountCapturableMinor: 0,
      captureMethod: 'automatic',
      chargeId: null,
      reviewId: null,
      livemode: false,
      orderId,
      orderNumber: null,
      attemptId,
      cancellationReason: null,
      lastErrorCode: null,
      lastErrorMessage: null,
      clientSecret: null,
      askedAt: this.clock.now(),
      asOf: this.clock.now(),
      ...changes,
    });
    return paymentId;
  }

  /** The payer pays on the page, and Stripe closes it. @returns the payment's id */
  pay(id: string): string {
    const paymentId = this.tryToPay(id, {
      status: 'succeeded',
      amountReceivedMinor: this.#get(id).amountMinor ?? 0,
    });
    this.change(id, { status: 'complete', isPaid: true, url: null });
    return paymentId;
  }

  async create(command: CreateCheckoutCommand): Promise<SeenCheckout> {
    return this.#call('create', () => {
      const id = this.#byKey.get(command.idempotencyKey) ?? this.#make(command);
      this.#byKey.set(command.idempotencyKey, id);
      return this.seen(id);
    });
  }

  async retrieve(id: string): Promise<SeenCheckout> {
    return this.#call('retrieve', () => this.seen(id));
  }

  async find(_customerId: string, attemptId: string): Promise<SeenCheckout | null> {
    return this.#call('find', () => {
      const found = [...this.sessions.values()].find((session) => session.attemptId === attemptId);
      return found ? this.seen(found.id) : null;
    });
  }

  async expire(id: string): Promise<SeenCheckout> {
    return this.#call('expire', () => {
      if (this.#get(id).status === 'open') {
        this.change(id, { status: 'expired', url: null });
        const payment = this.#paymentOf.get(id);
        if (payment !== undefined) this.stripe.change(payment, { status: 'canceled' });
      }
      return this.seen(id);
    });
  }

  /** As Stripe shows it now; the payment only once the session is complete. */
  seen(id: string): SeenCheckout {
    const session = { ...this.#get(id), asOf: this.clock.now() };
    const payment = this.stripe.payments.get(this.#paymentOf.get(id) ?? '');
    if (!payment || session.status !== 'complete') return { session, payment: null };
    return { session, payment: { ...payment, askedAt: this.clock.now(), asOf: this.clock.now() } };
  }

  #make(command: CreateCheckoutCommand): string {
    const { attemptId, orderId, lines, total } = command;
    const id = `cs_${this.sessions.size + 1}`;
    this.commands.push(command);
    this.sessions.set(id, {
      id,
      status: 'open',
      url: `https://checkout.example/${id}`,
      amountMinor: lines.reduce((sum, line) => sum + line.unitAmountMinor * line.quantity, 0),
      currency: total.currency,
      livemode: false,
      orderId,
      attemptId,
      isPaid: false,
      asOf: this.clock.now(),
    });
    return id;
  }

  #get(id: string): StripeCheckoutSession {
    const session = this.sessions.get(id);
    invariant(session !== undefined, `There is no ${id}.`);
    return session;
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
