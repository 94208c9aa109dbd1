import { HttpException, ServiceUnavailableException } from '@nestjs/common';
import { toProblem } from '../../../../src/api/http/problem/problem.js';
import { StripeOutcomeUnknownError } from '../../../../src/application/ports/stripe-service.js';
import { DomainError } from '../../../../src/domain/shared/domain-error.js';

const of = (error: unknown, isOutage = false): ReturnType<typeof toProblem> =>
  toProblem(error, '/api/x', () => isOutage);

describe('toProblem', () => {
  it('lists the fields that are wrong, and only where there are any', () => {
    const errors = [{ field: 'name', message: 'must be text' }];
    expect(of(new DomainError('validation_failed', 'invalid', 'See errors.', { errors })).errors).toEqual(
      errors,
    );
    expect(of(new DomainError('x', 'invalid', 'No fields.'))).not.toHaveProperty('errors');
  });

  it('has a code for a status of the framework that nobody foresaw', () => {
    expect(of(new HttpException('Teapot', 418))).toMatchObject({ status: 418, code: 'http_418' });
  });

  it("does not repeat the framework's words for failures of ours", () => {
    expect(of(new ServiceUnavailableException('pool drained')).detail).toBe('Service Unavailable');
    expect(of(new HttpException('internals', 599)).detail).toBe('Unavailable');
  });

  it('tells an outage from a bug', () => {
    expect(of(new Error('x'), true)).toMatchObject({ status: 503, code: 'database_unavailable' });
    expect(of(new Error('x'), false)).toMatchObject({ status: 500, code: 'internal_error' });
  });

  it('lets an unknown outcome at Stripe be tried again', () => {
    expect(of(new StripeOutcomeUnknownError('500'))).toMatchObject({
      status: 503,
      code: 'stripe_unavailable',
    });
  });
});
