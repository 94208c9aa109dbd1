import { AnswerDispute } from '../../src/application/payments/answer-dispute.js';
import { ApplyAftermath } from '../../src/application/payments/apply-aftermath.js';
import { ApplyToOrder } from '../../src/application/payments/apply-to-order.js';
import type { FraudPolicy } from '../../src/application/payments/fraud-policy.js';
import { LookAtDispute } from '../../src/application/payments/look-at-dispute.js';
import { LookAtFraudSignal } from '../../src/application/payments/look-at-fraud-signal.js';
import { LookAtPayment } from '../../src/application/payments/look-at-payment.js';
import { LookAtRefunds } from '../../src/application/payments/look-at-refunds.js';
import { LookAtUnknownPayment } from '../../src/application/payments/look-at-unknown-payment.js';
import { RecordDispute } from '../../src/application/payments/record-dispute.js';
import { RecordFraudSignal } from '../../src/application/payments/record-fraud-signal.js';
import { RecordPayment } from '../../src/application/payments/record-payment.js';
import { RecordRefund } from '../../src/application/payments/record-refund.js';
import { RecordRefunds } from '../../src/application/payments/record-refunds.js';
import { RefundByPolicy } from '../../src/application/payments/refund-by-policy.js';
import { RefundOrder, type RefundOrderCommand } from '../../src/application/payments/refund-order.js';
import { SendRefund } from '../../src/application/payments/send-refund.js';
import { SettleRefunds } from '../../src/application/payments/settle-refunds.js';
import type { StripePayment } from '../../src/application/ports/stripe-service.js';
import type { Order } from '../../src/domain/orders/order.js';
import type { RefundSnapshot } from '../../src/domain/payments/refund.js';
import { PaymentAttempt } from '../../src/domain/payments/payment-attempt.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { invariant } from '../../src/domain/shared/domain-error.js';
import { FakeAuditLog } from './fakes/audit-log.js';
import { FakeAftermathFacts } from './fakes/aftermath-facts.js';
import { FakeClock } from './fakes/clock.js';
import { FakeDisputeRepository } from './fakes/dispute-repository.js';
import { FakeFindings } from './fakes/findings.js';
import { FakeFraudSignals } from './fakes/fraud-signals.js';
import { FakeIdGenerator } from './fakes/id-generator.js';
import { FakeOrderRepository } from './fakes/order-repository.js';
import { FakeOutbox } from './fakes/outbox.js';
import { FakePaymentAttemptRepository } from './fakes/payment-attempt-repository.js';
import { FakeRefundRepository } from './fakes/refund-repository.js';
import { FakeStripeService } from './fakes/stripe-service.js';
import { FakeLogger } from './fakes/logger.js';
import { FakeStripeDisputes } from './fakes/stripe-disputes.js';
import { FakeStripeFraud } from './fakes/stripe-fraud.js';
import { FakeStripeRefunds } from './fakes/stripe-refunds.js';
import { FakeUnitOfWork } from './fakes/unit-of-work.js';
import { orderLine, placeOrder } from './orders.js';

const ORGANIZATION = DEFAULT_ORGANIZATION_ID;

/** What becomes of money after it was taken, on fakes: a database, a Stripe and a clock that tests can move. */
export class RefundsWorld {
  /** Read at each event, so that tests can change it. */
  readonly policy: { onEarlyWarning: FraudPolicy['onEarlyWarning'] } = { onEarlyWarning: 'report' };
  readonly clock = new FakeClock();
  readonly ids = new FakeIdGenerator();
  readonly unitOfWork = new FakeUnitOfWork();
  readonly stripe = new FakeStripeService(this.clock, this.unitOfWork);
  readonly orders = new FakeOrderRepository();
  readonly attempts = new FakePaymentAttemptRepository();
  readonly findings = new FakeFindings();
  readonly outbox = new FakeOutbox();
  readonly refunds = new FakeRefundRepository();
  readonly disputes = new FakeDisputeRepository();
  readonly signals = new FakeFraudSignals();
  readonly facts = new FakeAftermathFacts(this.refunds, this.disputes, this.signals);
  readonly refundByPolicy = new RefundByPolicy(this.refunds, this.facts, this.ids, this.clock);
  readonly applyAftermath = new ApplyAftermath(
    this.facts,
    this.refundByPolicy,
    this.policy,
    this.findings,
    this.outbox,
    this.clock,
  );
  readonly recordPayment = new RecordPayment(
    this.attempts,
    this.orders,
    new ApplyToOrder(
      this.orders,
      this.applyAftermath,
      this.refundByPolicy,
      this.findings,
      this.outbox,
      this.clock,
    ),
    this.signals,
    this.findings,
    this.outbox,
    this.stripe,
    this.clock,
  );
  readonly auditLog = new FakeAuditLog(this.unitOfWork);
  readonly logger = new FakeLogger();
  readonly stripeRefunds = new FakeStripeRefunds(this.clock, this.unitOfWork);
  readonly recordRefund = new RecordRefund(
    this.attempts,
    this.orders,
    this.refunds,
    this.applyAftermath,
    this.findings,
    this.ids,
    this.clock,
  );
  readonly recordRefunds = new RecordRefunds(
    this.attempts,
    this.facts,
    this.recordPayment,
    this.recordRefund,
  );
  readonly lookAtPayment = new LookAtPayment(this.attempts, this.stripe);
  readonly lookAtUnknownPayment = new LookAtUnknownPayment(this.attempts, this.lookAtPayment);
  readonly lookAtRefunds = new LookAtRefunds(this.refunds, this.lookAtUnknownPayment, this.stripeRefunds);
  readonly stripeDisputes = new FakeStripeDisputes(this.clock, this.unitOfWork);
  readonly recordDispute = new RecordDispute(
    this.attempts,
    this.orders,
    this.disputes,
    this.applyAftermath,
    this.outbox,
    this.ids,
    this.clock,
  );
  readonly lookAtDispute = new LookAtDispute(this.disputes, this.lookAtUnknownPayment, this.stripeDisputes);
  readonly answerDispute = new AnswerDispute(
    this.disputes,
    this.recordDispute,
    this.stripeDisputes,
    this.stripe,
    this.auditLog,
    this.unitOfWork,
    this.ids,
  );
  readonly stripeFraud = new FakeStripeFraud();
  readonly lookAtFraudSignal = new LookAtFraudSignal(this.lookAtUnknownPayment, this.stripeFraud);
  readonly recordFraudSignal = new RecordFraudSignal(
    this.attempts,
    this.orders,
    this.signals,
    this.applyAftermath,
    this.outbox,
  );
  readonly sendRefund = new SendRefund(
    this.attempts,
    this.orders,
    this.refunds,
    this.applyAftermath,
    this.recordRefund,
    this.stripeRefunds,
    this.stripe,
    this.findings,
    this.unitOfWork,
    this.ids,
    this.clock,
  );
  readonly refundOrder = new RefundOrder(
    this.orders,
    this.attempts,
    this.refunds,
    this.facts,
    this.sendRefund,
    this.auditLog,
    this.unitOfWork,
    this.ids,
    this.clock,
  );
  readonly settleRefunds = new SettleRefunds(
    this.refunds,
    this.sendRefund,
    this.findings,
    this.logger,
    this.clock,
  );

  async placeOrder({ id = 'order-1', amountMinor = 1_200, currency = 'jpy' } = {}): Promise<void> {
    const lines = [orderLine({ id: `${id}-line`, unitAmountMinor: amountMinor })];
    await this.orders.insert(placeOrder({ id, number: `KAI-261120-${id}`, currency, lines }));
  }

  /** Opens a payment for the order, which is placed before. */
  async open(orderId = 'order-1'): Promise<StripePayment> {
    const { total: amount, number: orderNumber, userId } = await this.order(orderId);
    const id = this.ids.uuid();
    const facts = { orderId, orderNumber, userId, captureMethod: 'automatic', amount } as const;
    const attempt = PaymentAttempt.request({
      ...facts,
      id,
      kind: 'payment_intent',
      organizationId: ORGANIZATION,
      stripeCustomerId: 'cus_1',
      at: this.clock.now(),
    });
    await this.attempts.insertUnlessOpen(attempt);
    const key = { idempotencyKey: id, attemptId: id, customerId: 'cus_1' };
    const payment = await this.stripe.createPayment({ ...facts, ...key });
    await this.hear(payment, 'fetch', attempt.version);
    return payment;
  }

  /** Stripe takes the payment's money, and we hear of it. */
  async capture(payment: StripePayment): Promise<void> {
    this.stripe.change(payment.id, { status: 'succeeded', amountReceivedMinor: payment.amountMinor });
    const succeeded = this.stripe.payments.get(payment.id);
    invariant(succeeded !== undefined, 'It was changed just now.');
    await this.hear(succeeded, 'event', null);
  }

  async hear(payment: StripePayment, source: 'event' | 'fetch', seenVersion: number | null): Promise<void> {
    const seen = { payment, source, seenVersion, cause: 'test' };
    await this.unitOfWork.run(() => this.recordPayment.execute({ organizationId: ORGANIZATION, ...seen }));
  }

  /** A paid order of 1,200 yen. @returns its payment */
  async payOrder(): Promise<StripePayment> {
    await this.placeOrder();
    const payment = await this.open();
    await this.capture(payment);
    return payment;
  }

  refund(changes: Partial<RefundOrderCommand> = {}): Promise<RefundSnapshot> {
    return this.refundOrder.execute({
      organizationId: ORGANIZATION,
      orderId: 'order-1',
      actorUserId: 'operator-1',
      ...changes,
    });
  }

  async order(id = 'order-1'): Promise<Order> {
    const order = await this.orders.findById(ORGANIZATION, id);
    invariant(order !== null, `There is no ${id}.`);
    return order;
  }

  /** Findings that somebody must look at, by kind. */
  get openFindings(): string[] {
    return this.findings.standing.map(({ kind }) => kind);
  }
}
