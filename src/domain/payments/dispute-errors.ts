import { DomainError } from '../shared/domain-error.js';

export const disputeNotFound = (): DomainError =>
  new DomainError('dispute_not_found', 'not_found', 'There is no dispute with this id.');

export const disputeOver = (status: string): DomainError =>
  new DomainError('dispute_closed', 'conflict', `The dispute is ${status}: there is nothing left to answer.`);

export const evidenceMissing = (): DomainError =>
  new DomainError(
    'evidence_missing',
    'unprocessable',
    'There is no evidence to send, and a bank takes it once or twice only: give some, or accept the dispute.',
  );

export const disputeUnanswered = (cause: unknown): DomainError =>
  new DomainError(
    'stripe_unavailable',
    'unavailable',
    'Stripe has not answered. Whether the bank got it is not known: ask again with the same Idempotency-Key.',
    { cause },
  );

export const disputeRejected = (message: string): DomainError =>
  new DomainError('dispute_rejected', 'upstream_failed', `Stripe refused it: ${message}`);
