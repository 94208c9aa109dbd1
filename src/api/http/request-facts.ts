import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The `code` of the problem that was answered; for the request's log line. */
    problemCode?: string;
  }
}

/** The path without its query, which may hold what no log and no answer should repeat. */
export function pathOf(request: FastifyRequest): string {
  const end = request.url.indexOf('?');
  return end === -1 ? request.url : request.url.slice(0, end);
}

/** `/api` and all below it. */
export function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/');
}
