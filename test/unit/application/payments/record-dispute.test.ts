import type { RecordDisputeOutcome } from '../../../../src/application/payments/record-dispute.js';
import type { StripeDispute } from '../../../../src/application/payments/ports/stripe-disputes.js';
import {
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../../../../src/application/ports/stripe-service.js';
import type { StripePayment } from '../../../../src/application/ports/stripe-service.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { permutations } from '../../../support/permutations.js';
import { RefundsWorld } from '../../../support/refunds-world.js';

const DAY_MS = 86_400_000;
const TAKEN = { id: 'txn_taken', amountMinor: -1_200, currency: 'jpy' };
const GIVEN_BACK = { id: 'txn_back', amountMinor: 1_200, currency: 'jpy' };

describe('a dispute', () => {
  let world: RefundsWorld;
  let payment: StripePayment;
  let opened: StripeDispute;

  beforeEach(async () => {
    world = new RefundsWorld();
    payment = await world.payOrder();
    opened = world.stripeDisputes.open(payment.id);
  });

  const later = (dispute: StripeDispute, seconds: number, changes: Partial<StripeDispute>): StripeDispute => {
    const at = new Date(opened.asOf.getTime() + seconds * 1_000);
    return { ...dispute, askedAt: at, asOf: at, ...changes };
  };
  const record = (
    dispute: StripeDispute,
    seenVersion: number | null = null,
    source: 'event' | 'fetch' = 'event',
  ): Promise<RecordDisputeOutcome> =>
    world.unitOfWork.run(() =>
      world.recordDispute.execute({ organizationId, dispute, source, seenVersion, cause: 'test' }),
    );
  /** As the event engine does: what leaves a doubt is looked up. */
  const hear = async (dispute: StripeDispute): Promise<void> => {
    if ((await record(dispute)) !== 'doubt') return;
    const look = await world.lookAtDispute.execute(organizationId, dispute.id);
    expect(await record(look.dispute, look.seenVersion, 'fetch')).not.toBe('doubt');
  };
  const status = async (): Promise<string> => (await world.order()).status;

  it('holds the order once its money is taken, and is told', async () => {
    await record(opened);
    expect(await status()).toBe('paid');
    await record(later(opened, 1, { balanceTransactions: [TAKEN] }));
    expect(await status()).toBe('disputed');
    expect(world.outbox.ofType('dispute.opened')).toMatchObject([
      { data: { order_id: 'order-1', amount: 1_200, reason: 'fraudulent', is_inquiry: false } },
    ]);
    await expect(world.refund()).rejects.toMatchObject({ code: 'payment_disputed' });
  });

  it('that is won leaves the order as it was', async () => {
    await record(later(opened, 1, { balanceTransactions: [TAKEN] }));
    const won = { status: 'won', isChargeRefundable: true, balanceTransactions: [TAKEN, GIVEN_BACK] };
    await record(later(opened, 2, won));
    expect(await status()).toBe('paid');
    expect(world.outbox.ofType('dispute.closed')).toMatchObject([{ data: { status: 'won' } }]);
    expect(await world.refund()).toMatchObject({ amountMinor: 1_200 });
  });

  it('that is lost charges the order back; an appeal opens it again', async () => {
    await record(later(opened, 1, { balanceTransactions: [TAKEN] }));
    await record(later(opened, 2, { status: 'lost', balanceTransactions: [TAKEN] }));
    expect(await status()).toBe('charged_back');
    await record(later(opened, 3, { status: 'appeal_under_review', balanceTransactions: [TAKEN] }));
    expect(await status()).toBe('disputed');
    await record(later(opened, 4, { status: 'won', balanceTransactions: [TAKEN, GIVEN_BACK] }));
    expect(await status()).toBe('paid');
  });

  it.each(['prevented', 'warning_needs_response', 'warning_closed'])(
    'that is %s moves nothing',
    async (word) => {
      await record({ ...opened, status: word, isChargeRefundable: true });
      expect(await status()).toBe('paid');
      expect(await world.refund({ amountMinor: 100 })).toMatchObject({ status: 'succeeded' });
    },
  );

  it('takes its part of the room where Stripe still refunds the rest', async () => {
    await record({ ...opened, amountMinor: 500, isChargeRefundable: true, balanceTransactions: [TAKEN] });
    await expect(world.refund({ amountMinor: 800 })).rejects.toMatchObject({
      code: 'refund_exceeds_captured',
    });
    expect(await world.refund()).toMatchObject({ amountMinor: 700 });
  });

  it('never loses a balance transaction, however old the event that shows it', async () => {
    await record(later(opened, 2 * 86_400, { status: 'under_review' }));
    expect(await record({ ...opened, balanceTransactions: [TAKEN] })).toBe('applied');
    expect([...world.disputes.rows.values()]).toMatchObject([
      { status: 'under_review', balanceTransactions: [TAKEN] },
    ]);
    expect(await status()).toBe('disputed');
  });

  it('of the same second is looked up', async () => {
    await record(opened);
    expect(await record({ ...opened, status: 'under_review' })).toBe('doubt');
    expect(await record(opened)).toBe('unchanged');
  });

  it('of a payment that is not ours is none', async () => {
    expect(await record({ ...opened, paymentIntentId: 'pi_foreign' })).toBe('foreign');
    expect(await record({ ...opened, paymentIntentId: null })).toBe('foreign');
  });

  it.each([
    ['apart', 1],
    ['in one second', 0],
  ])('and refunds mean the same in every order of events that are %s', async (_, seconds) => {
    const outcomes = new Set<string>();
    for (const order of permutations([
      'captured',
      'refunded',
      'created',
      'withdrawn',
      'closed',
      'reinstated',
    ])) {
      world = new RefundsWorld();
      await world.placeOrder();
      payment = await world.open();
      const refund = world.stripeRefunds.makeInDashboard(payment.id, 200);
      opened = world.stripeDisputes.open(payment.id, { amountMinor: 1_000 });
      const withdrawn = later(opened, seconds, { balanceTransactions: [TAKEN] });
      const won = {
        ...withdrawn,
        status: 'won',
        isChargeRefundable: true,
        balanceTransactions: [TAKEN, GIVEN_BACK],
      };
      const closed = later(won, 2 * seconds, {});
      world.clock.advance(3_000 * seconds);
      world.stripeDisputes.change(opened.id, won);
      const told: Record<string, () => Promise<unknown>> = {
        captured: () => world.capture(payment),
        refunded: () =>
          world.unitOfWork.run(() =>
            world.recordRefund.execute({
              organizationId,
              refund,
              source: 'event',
              seenVersion: null,
              cause: 'test',
            }),
          ),
        created: () => hear(opened),
        withdrawn: () => hear(withdrawn),
        closed: () => hear(closed),
        reinstated: () => hear(closed),
      };
      for (const name of order) await told[name]?.();
      const [row] = world.disputes.rows.values();
      const { status: now, refunded } = await world.order();
      outcomes.add(`${now} ${refunded.amountMinor} ${row?.status} ${row?.balanceTransactions.length}`);
    }
    expect([...outcomes]).toEqual(['partially_refunded 200 won 2']);
  });

  describe('that an operator answers', () => {
    let disputeId: string;
    const answer = (
      given: Parameters<RefundsWorld['answerDispute']['execute']>[0]['answer'],
      responseId?: string,
    ): ReturnType<RefundsWorld['answerDispute']['execute']> =>
      world.answerDispute.execute({
        organizationId,
        disputeId,
        actorUserId: 'operator-1',
        responseId,
        answer: given,
      });
    const evidence = {
      kind: 'evidence',
      evidence: { uncategorized_text: 'It was delivered.' },
      submit: true,
    } as const;

    beforeEach(async () => {
      await record(opened);
      [disputeId = ''] = world.disputes.rows.keys();
      world.clock.advance(DAY_MS);
    });

    it('with evidence waits for the bank, and who answered is on record', async () => {
      expect(await answer(evidence)).toMatchObject({ status: 'under_review', submissionCount: 1 });
      expect(world.auditLog.entries).toMatchObject([
        { action: 'dispute.evidence_sent', detail: { fields: ['uncategorized_text'], submit: true } },
      ]);
    });

    it.each(['before', 'after'] as const)('is sent once where a 5xx came %s the effect', async (when) => {
      world.stripeDisputes.failNext('submitEvidence', when, new StripeOutcomeUnknownError('500'));
      expect(await answer(evidence, 'response-1')).toMatchObject({ submissionCount: 1 });
    });

    it('by accepting it is lost', async () => {
      expect(await answer({ kind: 'accept' })).toMatchObject({ status: 'lost' });
      await expect(answer(evidence)).rejects.toMatchObject({ code: 'dispute_closed' });
    });

    it('hears what Stripe refuses', async () => {
      world.stripeDisputes.failNext('submitEvidence', 'before', new StripeRejectedError('Too late.', null));
      await expect(answer(evidence)).rejects.toMatchObject({ code: 'dispute_rejected' });
      disputeId = 'nothing';
      await expect(answer(evidence)).rejects.toMatchObject({ code: 'dispute_not_found' });
    });
  });
});
