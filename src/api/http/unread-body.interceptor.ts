import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { DomainError } from '../../domain/shared/domain-error.js';

/** Nest's names of a handler's parameters begin with what they are: `3:0` is a body, in the first place. */
const BODY = `${RouteParamtypes.BODY}:`;
/** More than anyone reads. */
const MAX_ERRORS = 100;

/**
 * Validation refuses unknown fields where a handler reads the body; where none does, all fields are unknown. Whoever sends one
 * expects something of it, and would be told that it was done.
 */
@Injectable()
export class UnreadBodyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    const fields = isFields(body) ? Object.keys(body) : [];
    if (fields.length > 0 && !readsBody(context)) throw unknownFields(fields);
    return next.handle();
  }
}

/** Bodies below `/webhooks` are bytes. */
function isFields(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !Buffer.isBuffer(body);
}

function readsBody(context: ExecutionContext): boolean {
  const parameters: unknown = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  );
  return Object.keys(parameters ?? {}).some((name) => name.startsWith(BODY));
}

function unknownFields(fields: readonly string[]): DomainError {
  const errors = fields
    .slice(0, MAX_ERRORS)
    .map((field) => ({ field, message: `property ${field} should not exist` }));
  return new DomainError('validation_failed', 'invalid', 'The request is not valid: see "errors".', {
    errors,
  });
}
