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

/**
 * Whether a route below `/api` was found. Asked of the route, as it was written down: the address may spell the same
 * path in other ways (`/%61pi/orders`).
 */
export function isApi(request: FastifyRequest): boolean {
  return isBelow(request, '/api/');
}

/** @param prefix of a route's pattern, with a slash at its end */
export function isBelow(request: FastifyRequest, prefix: string): boolean {
  return request.routeOptions.url?.startsWith(prefix) === true;
}
