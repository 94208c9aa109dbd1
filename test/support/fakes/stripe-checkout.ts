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
import { type FaultTime, ScriptedCalls } from './scripted-calls.js';
import type { FakeUnitOfWork } from './unit-of-work.js';

type Method = 'create' | 'retrieve' | 'find' | 'expire';

/** Stripe's pages with a memory, beside the payments of `FakeStripeService`. */
export class FakeStripeCheckout extends IStripeCheckout {
  readonly commands: CreateCheckoutCommand[] = [];
  readonly sessions = new Map<string, StripeCheckoutSession>();
  readonly #paymentOf = new Map<string, string>();
  readonly #byKey = new Map<string, string>();
  readonly #calls: ScriptedCalls<Method>;

  constructor(
    private readonly stripe: FakeStripeService,
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
    return this.#calls.make('create', () => {
      const id = this.#byKey.get(command.idempotencyKey) ?? this.#make(command);
      this.#byKey.set(command.idempotencyKey, id);
      return this.seen(id);
    });
  }

  async retrieve(id: string): Promise<SeenCheckout> {
    return this.#calls.make('retrieve', () => this.seen(id));
  }

  async find(_customerId: string, attemptId: string): Promise<SeenCheckout | null> {
    return this.#calls.make('find', () => {
      const found = [...this.sessions.values()].find((session) => session.attemptId === attemptId);
      return found ? this.seen(found.id) : null;
    });
  }

  async expire(id: string): Promise<SeenCheckout> {
    return this.#calls.make('expire', () => {
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
}
