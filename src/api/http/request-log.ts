import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ILogger } from '../../application/ports/logger.js';
import { isApi, loggedPathOf } from './request-facts.js';

/**
 * One line a request: a failing customer is a warning, a failure of ours an error. Probes, pages and accepted events
 * say nothing: an event that was taken stands in the inbox.
 */
export function logRequest(logger: ILogger, request: FastifyRequest, reply: FastifyReply): void {
  const status = reply.statusCode;
  if (status < 400 && !isApi(request)) return;
  const facts = {
    method: request.method,
    path: loggedPathOf(request),
    status,
    duration_ms: Math.round(reply.elapsedTime),
    ...(request.problemCode !== undefined && { code: request.problemCode }),
  };
  // A failed check is news about something else, which logs its own failure; checks repeat every second.
  if (status >= 500 && !facts.path.startsWith('/health')) logger.error('The request failed.', facts);
  else if (status >= 400) logger.warn('The request was refused.', facts);
  else logger.info('The request was answered.', facts);
}
