import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    idempotentResourceId?: string;
  }
}

/**
 * A UUIDv7 that stays the same for every execution under one `Idempotency-Key`; undefined without a key. What is
 * created under this id is found, and not created twice, when a crash cut the first execution short.
 */
export const IdempotentResourceId = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().idempotentResourceId,
);
