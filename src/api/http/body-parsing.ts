import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/shared/domain-error.js';
import { shapeProblem } from './body-shape.js';
import { holdsUnstorable, unstorableText } from './unstorable-text.js';
import { isBelow } from './request-facts.js';

/** No body of ours comes near: a cart of a hundred lines has 10 KiB. */
export const MAX_API_BODY_BYTES = 256 * 1024;
/** Stripe's events stay far below 1 MiB, which must be accepted; the rest is room for the escaping of JSON. */
const MAX_WEBHOOK_BODY_BYTES = 1280 * 1024;

export const WEBHOOK_PREFIX = '/webhooks/';

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Below `/webhooks` the body is the Buffer that came in, whatever its type: a signature covers bytes. Elsewhere it is
 * a JSON object, or nothing. Each route gets the limit of its kind, so it must be called before routes are added.
 */
export function parseBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done: Done) => {
    if (isWebhook(request)) done(null, body);
    else if (body.length === 0) done(null, undefined);
    else if (!isJson(request)) done(new UnsupportedMediaTypeException('Send the body as application/json.'));
    else if (isEncoded(request))
      done(new UnsupportedMediaTypeException('Send the body as it is, not compressed.'));
    else parseText(request, body.toString('utf8'), done);
  });
  const parseText = (request: FastifyRequest, text: string, done: Done): void => {
    const storableOnly: Done = (error, body) =>
      error === null && holdsUnstorable(text, body) ? done(unstorableText('body')) : done(error, body);
    void parseJson(request, text, objectOnly(storableOnly));
  };
  server.addHook('onRoute', (route) => {
    route.bodyLimit = route.url.startsWith(WEBHOOK_PREFIX) ? MAX_WEBHOOK_BODY_BYTES : MAX_API_BODY_BYTES;
  });
}

function isWebhook(request: FastifyRequest): boolean {
  return isBelow(request, WEBHOOK_PREFIX);
}

function isJson(request: FastifyRequest): boolean {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return type === 'application/json';
}

/** Nobody compresses bodies as small as ours, and whoever is sent none need not fear what they become. */
function isEncoded(request: FastifyRequest): boolean {
  return (request.headers['content-encoding'] ?? 'identity') !== 'identity';
}

function objectOnly(done: Done): (error: FastifyError | Error | null, body?: unknown) => void {
  return (error, body) => {
    if (error) done(new DomainError('invalid_json', 'invalid', 'The body is not valid JSON.'));
    else if (typeof body !== 'object' || body === null || Array.isArray(body)) done(notAnObject());
    else done(shapeProblem(body), body);
  };
}

function notAnObject(): DomainError {
  const message = 'The body must be a JSON object.';
  return new DomainError('validation_failed', 'invalid', message, { errors: [{ field: 'body', message }] });
}
