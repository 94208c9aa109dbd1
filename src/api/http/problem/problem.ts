import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import {
  StripeOutcomeUnknownError,
  StripeUnavailableError,
} from '../../../application/ports/stripe-service.js';
import { DomainError, type ErrorKind, type FieldError } from '../../../domain/shared/domain-error.js';

/** Problem details as RFC 9457 has them, with our stable `code` and the fields that are wrong. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
}

export const PROBLEM_TYPE = 'application/problem+json';
/** A client went away while it was sending. */
export const REQUEST_ABORTED = 'request_aborted';

const STATUS_OF_KIND = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unprocessable: 422,
  rate_limited: 429,
  upstream_failed: 502,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** Names for the statuses that the framework answers by itself. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  503: 'unavailable',
};

/**
 * What is answered for `error`. Anything that was not foreseen is `internal_error`, without a word about why.
 *
 * @param path of the request, without its query, which may hold secrets
 * @param isOutage tells errors of a database out of reach
 */
export function toProblem(error: unknown, path: string, isOutage: (error: unknown) => boolean): Problem {
  if (error instanceof DomainError) {
    const problem = problemOf(STATUS_OF_KIND[error.kind], error.code, error.message, path);
    return error.errors.length > 0 ? { ...problem, errors: error.errors } : problem;
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return problemOf(status, CODE_OF_STATUS[status] ?? `http_${status}`, detailOf(error), path);
  }
  if (error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError) {
    return problemOf(503, 'stripe_unavailable', 'Stripe cannot be reached right now. Try again.', path);
  }
  if (isCutOff(error)) return problemOf(400, REQUEST_ABORTED, 'The body ended before it was whole.', path);
  if (isOutage(error)) {
    return problemOf(503, 'database_unavailable', 'The database cannot be reached. Try again.', path);
  }
  return problemOf(500, 'internal_error', 'Something failed on our side. Quote the X-Request-Id.', path);
}

function problemOf(status: number, code: string, detail: string, instance: string): Problem {
  return { type: `urn:kaikei:problem:${code}`, title: titleOf(code), status, detail, instance, code };
}

/** It reads like a connection of ours that broke, but Fastify has written down that the request was no good. */
function isCutOff(error: unknown): boolean {
  const { code, statusCode } = (error ?? {}) as { readonly code?: unknown; readonly statusCode?: unknown };
  return code === 'ECONNRESET' && statusCode === 400;
}

/** `order_not_found` reads "Order not found". */
function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The framework repeats the address of an unknown route, query included: said in our own words instead. */
function detailOf(error: HttpException): string {
  const status = error.getStatus();
  if (status === 404) return 'There is nothing at this address.';
  if (status === 413) return 'The body is larger than this address accepts.';
  return status < 500 ? error.message : (STATUS_CODES[status] ?? 'Unavailable');
}
