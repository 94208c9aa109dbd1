import {
  disputeNotFound,
  disputeOver,
  disputeRejected,
  disputeUnanswered,
  evidenceMissing,
} from '../../domain/payments/dispute-errors.js';
import type { Dispute, DisputeSnapshot } from '../../domain/payments/dispute.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type IStripeService,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IDisputeRepository } from './ports/dispute-repository.js';
import type { IStripeDisputes, StripeDispute } from './ports/stripe-disputes.js';
import type { RecordDispute } from './record-dispute.js';

/** `evidence`: by Stripe's names; `submit` false saves it only. `accept`: the loss is accepted. */
export type DisputeAnswer =
  | {
      readonly kind: 'evidence';
      readonly evidence: Readonly<Record<string, string>>;
      readonly submit: boolean;
    }
  | { readonly kind: 'accept' };

export interface AnswerDisputeCommand {
  readonly organizationId: string;
  readonly disputeId: string;
  readonly actorUserId: string;
  /** Given with an idempotency key: the same id is sent to the bank once, however often it is asked for. */
  readonly responseId?: string | undefined;
  readonly answer: DisputeAnswer;
}

/** An operator answers a bank: with evidence, or by accepting the loss. */
export class AnswerDispute {
  constructor(
    private readonly disputes: IDisputeRepository,
    private readonly recordDispute: RecordDispute,
    private readonly stripeDisputes: IStripeDisputes,
    private readonly stripe: IStripeService,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
  ) {}

  /** @throws DomainError `dispute_not_found`, `dispute_closed`, `evidence_missing`, `dispute_rejected`, `stripe_unavailable` */
  async execute(command: AnswerDisputeCommand): Promise<DisputeSnapshot> {
    const { organizationId, disputeId } = command;
    const known = await this.disputes.findById(organizationId, disputeId);
    if (!known) throw disputeNotFound();
    const { status, hasEvidence, version: seenVersion } = known.snapshot();
    if (known.isOver) throw disputeOver(status);
    if (sendsNothing(command.answer, hasEvidence)) throw evidenceMissing();
    const responseId = command.responseId ?? this.ids.uuid();
    await this.unitOfWork.run(() => this.#note(command, known, responseId));
    const dispute = await this.#send(command, known, responseId);
    const seen = {
      organizationId,
      dispute,
      source: 'fetch',
      seenVersion,
      cause: 'dispute_answered',
    } as const;
    await this.unitOfWork.run(() => this.recordDispute.execute(seen));
    const answered = await this.disputes.findById(organizationId, disputeId);
    invariant(answered !== null, 'A dispute is never deleted.');
    return answered.snapshot();
  }

  /** Before Stripe is asked: who answered stands on record, whatever becomes of the call. */
  async #note(
    { organizationId, actorUserId, disputeId, answer }: AnswerDisputeCommand,
    known: Dispute,
    responseId: string,
  ): Promise<void> {
    const { stripeDisputeId, orderId } = known.snapshot();
    const isAccepted = answer.kind === 'accept';
    await this.auditLog.record({
      organizationId,
      actorUserId,
      action: isAccepted ? 'dispute.accepted' : 'dispute.evidence_sent',
      subject: disputeId,
      detail: {
        stripe_dispute_id: stripeDisputeId,
        order_id: orderId,
        response_id: responseId,
        ...(isAccepted ? {} : { fields: Object.keys(answer.evidence), submit: answer.submit }),
      },
    });
  }

  async #send({ answer }: AnswerDisputeCommand, known: Dispute, responseId: string): Promise<StripeDispute> {
    const { stripeDisputeId } = known.snapshot();
    try {
      if (answer.kind === 'accept') return await this.stripeDisputes.close(stripeDisputeId);
      const { evidence, submit } = answer;
      const command = { responseId, stripeDisputeId, evidence, submit };
      return await this.stripe.sharingDeadline(() => this.#submit(command));
    } catch (error) {
      if (error instanceof StripeRejectedError) throw disputeRejected(error.message);
      const isOpen = error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError;
      throw isOpen ? disputeUnanswered(error) : error;
    }
  }

  /** After a 5xx the key can no longer tell: only where Stripe shows that it did not take the answer is a new one used. */
  async #submit(
    command: Omit<Parameters<IStripeDisputes['submitEvidence']>[0], 'idempotencyKey'>,
  ): Promise<StripeDispute> {
    const { responseId, stripeDisputeId } = command;
    const idempotencyKey = `${responseId}.evidence`;
    try {
      return await this.stripeDisputes.submitEvidence({ ...command, idempotencyKey });
    } catch (error) {
      if (!(error instanceof StripeOutcomeUnknownError)) throw error;
      const seen = await this.stripeDisputes.retrieve(stripeDisputeId);
      if (seen.responseId === responseId) return seen;
      const renewed = `${idempotencyKey}.${this.ids.uuid()}`;
      return this.stripeDisputes.submitEvidence({ ...command, idempotencyKey: renewed });
    }
  }
}

/** What was saved before may be sent without anything new. */
function sendsNothing(answer: DisputeAnswer, hasEvidence: boolean): boolean {
  if (answer.kind === 'accept' || !answer.submit || hasEvidence) return false;
  return Object.values(answer.evidence).every((text) => text.trim() === '');
}
