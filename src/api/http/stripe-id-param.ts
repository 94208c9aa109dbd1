import { Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '../../domain/shared/domain-error.js';

/** Stripe's ids are opaque and have up to 255 characters; none has had others than these. */
const STRIPE_ID = /^\w{1,255}$/;

/** The id of a Stripe object in a path. What cannot be one names nothing: answered 404 with `code`, and never sent to Stripe. */
export function StripeIdParam(name: string, code: string): ParameterDecorator {
  const pipe: PipeTransform<string, string> = {
    transform: (value) => {
      if (!STRIPE_ID.test(value)) throw new DomainError(code, 'not_found', 'There is nothing with this id.');
      return value;
    },
  };
  return Param(name, pipe);
}
