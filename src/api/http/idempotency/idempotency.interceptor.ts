import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, from, lastValueFrom } from 'rxjs';
import { ILogger } from '../../../application/ports/logger.js';
import { BeginIdempotentRequest } from '../../../application/system/begin-idempotent-request.js';
import {
  type IdempotencyLease,
  IIdempotencyStore,
  type StoredAnswer,
} from '../../../application/system/ports/idempotency-store.js';
import { IOutageDetector } from '../../../application/system/ports/outage-detector.js';
import { DomainError } from '../../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from '../auth/authenticated-user.js';
import { type Problem, toProblem } from '../problem/problem.js';
import { isApi, isBelow, pathOf } from '../request-facts.js';
import { REFETCHED_FIELD, type RefetchedField } from './refetch-on-replay.js';
import { requestHash } from './request-hash.js';
import { StoredProblem } from './stored-problem.js';

/** As Stripe's: up to 255 characters, here printable ASCII, which every client and log can carry. */
const KEY_FORM = /^[\x20-\x7e]{1,255}$/;

/** Refusals of the moment: the same request may succeed later, so they are not kept. */
const PASSING_CODES = new Set([
  'capture_in_progress',
  'conflict_retry',
  'idempotency_in_progress',
  'payment_replaced',
  'rate_limited',
]);

/**
 * `Idempotency-Key` of a signed-in user, except below `/api/auth`: the first answer is given again, whatever it was,
 * unless it was a failure of ours or a refusal of the moment. Put on by `@IdempotentPosts()`.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly beginRequest: BeginIdempotentRequest,
    private readonly store: IIdempotencyStore,
    private readonly outages: IOutageDetector,
    private readonly logger: ILogger,
    private readonly moduleRef: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: AuthenticatedUser }>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || request.user === undefined || !takesKeys(request)) return next.handle();
    return from(this.#run(context, request, request.user, String(key), next));
  }

  async #run(
    context: ExecutionContext,
    request: FastifyRequest,
    user: AuthenticatedUser,
    key: string,
    next: CallHandler,
  ): Promise<unknown> {
    assertForm(key);
    const { organizationId, userId, apiKeyId } = user;
    const command = { organizationId, userId, apiKeyId, key, requestHash: requestHash(request) };
    const begun = await this.beginRequest.execute(command);
    if (begun.kind === 'replay') return this.#replay(context, user, begun.answer);
    request.idempotentResourceId = begun.resourceId;
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      const { statusCode: status } = context.switchToHttp().getResponse<FastifyReply>();
      await this.#settle(() => this.store.store(begun.lease, { status, body: withoutSecret(context, body) }));
      return body;
    } catch (error) {
      await this.#settleFailure(begun.lease, toProblem(error, pathOf(request), this.#isOutage));
      throw error;
    }
  }

  async #replay(context: ExecutionContext, user: AuthenticatedUser, answer: StoredAnswer): Promise<unknown> {
    if (answer.status >= 400) throw new StoredProblem(answer.body as Problem);
    const refetched = refetchedField(context);
    const body = isRecord(answer.body) && refetched ? { ...answer.body } : answer.body;
    if (refetched && isRecord(body)) {
      const source = this.moduleRef.get(refetched.source, { strict: false });
      body[refetched.field] = await source.fetch(user, body);
    }
    void context.switchToHttp().getResponse<FastifyReply>().header('idempotency-replayed', 'true');
    return body;
  }

  #settleFailure(lease: IdempotencyLease, problem: Problem): Promise<void> {
    const { status, code } = problem;
    // A malformed request was not executed: its key is free for the corrected one.
    if (status === 400) return this.#settle(() => this.store.forget(lease));
    if (status >= 500 || PASSING_CODES.has(code)) return this.#settle(() => this.store.release(lease));
    return this.#settle(() => this.store.store(lease, { status, body: problem }));
  }

  /** What was done is done: that it could not be noted down is ours to know, and no reason to answer otherwise. */
  async #settle(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.logger.error('An idempotent answer could not be kept.', { err: error });
    }
  }

  readonly #isOutage = (error: unknown): boolean => this.outages.isOutage(error);
}

function takesKeys(request: FastifyRequest): boolean {
  return isApi(request) && !isBelow(request, '/api/auth/');
}

function assertForm(key: string): void {
  if (KEY_FORM.test(key)) return;
  throw new DomainError(
    'idempotency_key_invalid',
    'invalid',
    'An Idempotency-Key has 1 to 255 printable ASCII characters.',
  );
}

/** The secret's place is kept, so that a replay has its fields in the order of the first answer. */
function withoutSecret(context: ExecutionContext, body: unknown): unknown {
  const refetched = refetchedField(context);
  return refetched && isRecord(body) ? { ...body, [refetched.field]: null } : body;
}

function refetchedField(context: ExecutionContext): RefetchedField | undefined {
  return Reflect.getMetadata(REFETCHED_FIELD, context.getHandler()) as RefetchedField | undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
