import { DomainError } from '../shared/domain-error.js';
import type { Money } from '../shared/money.js';

export class CaptureNotPossible extends DomainError {
  constructor(status: string) {
    super(
      'order_not_capturable',
      'conflict',
      `Nothing is held for this order that could be captured: it is ${status}.`,
    );
    this.name = 'CaptureNotPossible';
  }
}

export class CaptureInProgress extends DomainError {
  constructor(amount: Money) {
    super(
      'capture_in_progress',
      'conflict',
      `A capture of ${amount.toString()} is under way, and there is one capture only. Try again once it is settled.`,
    );
    this.name = 'CaptureInProgress';
  }
}

export class CaptureExceedsAuthorized extends DomainError {
  constructor(authorized: Money) {
    super('capture_exceeds_authorized', 'conflict', `No more than ${authorized.toString()} is held.`);
    this.name = 'CaptureExceedsAuthorized';
  }
}

export const captureUnanswered = (cause: Error): DomainError =>
  new DomainError(
    'stripe_unavailable',
    'unavailable',
    'Stripe has not answered, so the card may be charged already. The capture stands and is carried out once; ask again for the same amount to learn how it went.',
    { cause },
  );

export const captureRefused = (cause: Error): DomainError =>
  new DomainError('capture_failed', 'upstream_failed', `Stripe refused the capture: ${cause.message}`, {
    cause,
  });
