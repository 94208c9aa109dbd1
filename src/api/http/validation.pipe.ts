import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { DomainError, type FieldError } from '../../domain/shared/domain-error.js';

/** More than anyone reads: an answer is no longer for what is wrong with a long body. */
const MAX_ERRORS = 100;

/** Strict: unknown fields are errors and nothing is coerced. Every wrong field is reported, by its path. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    transformOptions: { enableImplicitConversion: false },
    exceptionFactory: (errors) =>
      new DomainError('validation_failed', 'invalid', 'The request is not valid: see "errors".', {
        errors: errors.flatMap((error) => fieldErrors(error, '')).slice(0, MAX_ERRORS),
      }),
  });
}

/** `items` > `0` > `quantity` becomes `items.0.quantity`. */
function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}
