import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/shared/domain-error.js';

/**
 * The null character and half of a surrogate pair as `JSON.stringify` writes them; whole pairs stand as they are. An even
 * number of backslashes before the `u` are backslashes of the text, and what follows them are its letters.
 */
const IN_JSON = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;
const ESCAPE = '\\u';
const IN_ADDRESS = '%00';

/**
 * PostgreSQL's text cannot hold the null character, nor its jsonb half of a surrogate pair, and no text of a person's has
 * either: refused wherever they come in.
 */
export function unstorableText(where: 'body' | 'query'): DomainError {
  return new DomainError(
    'validation_failed',
    'invalid',
    `The ${where} holds a null character or half of a surrogate pair. Leave it out.`,
  );
}

/** @param body what `json` says: bytes were UTF-8, so that only an escape can have made either */
export function holdsUnstorable(json: string, body: unknown): boolean {
  return json.includes(ESCAPE) && IN_JSON.test(JSON.stringify(body));
}

/** In a path it needs no refusal: no id has it, so nothing is found. */
export function refuseNullInQueries(server: FastifyInstance): void {
  server.addHook('preValidation', ({ url }, _reply, done) => {
    const query = url.indexOf('?');
    done(query !== -1 && url.includes(IN_ADDRESS, query) ? unstorableText('query') : undefined);
  });
}
