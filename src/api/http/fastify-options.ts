import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { BadRequestException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { MAX_API_BODY_BYTES } from './body-parsing.js';
import { PROBLEM_TYPE, toProblem } from './problem/problem.js';
import { pathOf } from './request-facts.js';

/** Longest request id that is accepted: room for a UUID with a prefix, not for a story in every log line. */
const SANE_REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** A whole request must have arrived by then: a client that trickles its bytes holds no socket for longer. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Its headers by then: shorter than the whole, or Node takes the one for the other. */
const HEADERS_TIMEOUT_MS = 15_000;
/** How late each of them may be noticed. Node looks every 30 s otherwise. */
const TIMEOUT_CHECK_MS = 5_000;

/** Stripe's ids have up to 255 characters, and some may be percent-encoded. */
const MAX_PARAM_LENGTH = 1_024;

/** @param trustedProxies addresses or networks whose `X-Forwarded-*` is believed */
export function fastifyOptions(trustedProxies: readonly string[]): FastifyHttpOptions<Server> {
  return {
    genReqId: requestIdOf,
    requestIdHeader: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: MAX_API_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_MS },
    // What arrives on an open connection while the process ends is still served; the connection is not kept.
    return503OnClosing: false,
    frameworkErrors: refuseAddress,
  };
}

function requestIdOf(request: IncomingMessage): string {
  const offered = request.headers['x-request-id'];
  return typeof offered === 'string' && SANE_REQUEST_ID.test(offered) ? offered : randomUUID();
}

/** An address that cannot be decoded is refused by the router, before any hook or filter of ours. */
function refuseAddress(_: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = new BadRequestException('The address is malformed.');
  const problem = toProblem(refusal, pathOf(request), () => false);
  void reply.code(problem.status).header('x-request-id', request.id).type(PROBLEM_TYPE).send(problem);
}
