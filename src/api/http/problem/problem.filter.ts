import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ILogger } from '../../../application/ports/logger.js';
import { IOutageDetector } from '../../../application/system/ports/outage-detector.js';
import { TooManyTries } from '../../../domain/identity/sign-in-budget.js';
import { StoredProblem } from '../idempotency/stored-problem.js';
import { loggedPathOf, pathOf } from '../request-facts.js';
import { PROBLEM_TYPE, type Problem, REQUEST_ABORTED, toProblem } from './problem.js';

/** Where something is out of reach, a client may knock again after this; our own retries are not quicker. */
const RETRY_AFTER_S = 2;

/** Answers every error, wherever in the request it arose, as problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: ILogger,
    private readonly outages: IOutageDetector,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.#problemOf(error, request);
    request.problemCode = problem.code;
    if (problem.status >= 500) this.logger.error(problem.detail, { err: error, code: problem.code });
    // There is nobody to answer, and so no line about an answer.
    else if (problem.code === REQUEST_ABORTED)
      this.logger.warn('A client went away.', { method: request.method, path: loggedPathOf(request) });
    // A handler that had begun to answer cannot be interrupted: the connection's end tells the client.
    if (reply.sent) return;
    // Fastify would close at once, and a client that is still sending would see a broken pipe instead of the answer.
    // Left open, the rest is read and thrown away, for as long as a request may take.
    if (problem.status === 413) void reply.removeHeader('connection');
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (error instanceof TooManyTries) void reply.header('retry-after', error.retryAfterSeconds);
    if (problem.status === 503) void reply.header('retry-after', RETRY_AFTER_S);
    if (error instanceof StoredProblem) void reply.header('idempotency-replayed', 'true');
    void reply.code(problem.status).type(PROBLEM_TYPE).send(problem);
  }

  #problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof StoredProblem) return error.problem;
    return toProblem(error, pathOf(request), (cause) => this.outages.isOutage(cause));
  }
}
