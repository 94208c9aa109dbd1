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

/** Longer than any address of ours. Each line of the log is looked through for secrets, and nobody is to make that long. */
const MAX_LOGGED_LENGTH = 256;

/** The path as far as a log line has room for it. */
export function loggedPathOf(request: FastifyRequest): string {
  return pathOf(request).slice(0, MAX_LOGGED_LENGTH);
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
