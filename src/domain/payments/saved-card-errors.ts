import { DomainError } from '../shared/domain-error.js';

export const paymentMethodNotFound = (): DomainError =>
  new DomainError('payment_method_not_found', 'not_found', 'There is no saved card with this id.');

export const paymentMethodRefused = (cause: unknown): DomainError =>
  new DomainError(
    'payment_method_refused',
    'upstream_failed',
    'Stripe refused this. Try again; if it stays so, the shop must look at it.',
    { cause },
  );
