import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import { DomainError } from '../../domain/shared/domain-error.js';

/** No body of ours comes near: a cart of a hundred lines has 10 KiB. */
export const MAX_API_BODY_BYTES = 256 * 1024;
/** Stripe's events stay far below 1 MiB, which must be accepted; the rest is room for the escaping of JSON. */
const MAX_WEBHOOK_BODY_BYTES = 1280 * 1024;

export const WEBHOOK_PREFIX = '/webhooks/';

/** As JSON writes it; PostgreSQL's text cannot hold it, and no text of a person's has it. */
const NULL_CHARACTER = '\\u0000';

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
    else if (body.includes(NULL_CHARACTER)) done(nullCharacter());
    else void parseJson(request, body.toString('utf8'), objectOnly(done));
  });
  server.addHook('onRoute', (route) => {
    route.bodyLimit = route.url.startsWith(WEBHOOK_PREFIX) ? MAX_WEBHOOK_BODY_BYTES : MAX_API_BODY_BYTES;
  });
}

function isWebhook(request: FastifyRequest): boolean {
  return request.routeOptions.url?.startsWith(WEBHOOK_PREFIX) === true;
}

function isJson(request: FastifyRequest): boolean {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  return type === 'application/json';
}

function nullCharacter(): DomainError {
  return new DomainError(
    'validation_failed',
    'invalid',
    'The body holds a null character (\\u0000). Leave it out.',
  );
}

function objectOnly(done: Done): (error: FastifyError | Error | null, body?: unknown) => void {
  return (error, body) => {
    if (error) done(new DomainError('invalid_json', 'invalid', 'The body is not valid JSON.'));
    else if (typeof body !== 'object' || body === null || Array.isArray(body))
      done(new DomainError('validation_failed', 'invalid', 'The body must be a JSON object.'));
    else done(null, body);
  };
}
