import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../domain/shared/domain-error.js';

/**
 * `\u0000` as JSON writes it. An even number of backslashes before the `u` are backslashes of the text, and what
 * follows them are its letters.
 */
const IN_JSON = /(?<!\\)(?:\\\\)*\\u0000/;
const IN_ADDRESS = '%00';

/** PostgreSQL's text cannot hold the null character, and no text of a person's has it: refused wherever it comes in. */
export function nullCharacter(where: 'body' | 'query'): DomainError {
  return new DomainError(
    'validation_failed',
    'invalid',
    `The ${where} holds a null character. Leave it out.`,
  );
}

export function holdsNullCharacter(json: string): boolean {
  return IN_JSON.test(json);
}

/** In a path it needs no refusal: no id has it, so nothing is found. */
export function refuseNullInQueries(server: FastifyInstance): void {
  server.addHook('preValidation', ({ url }, _reply, done) => {
    const query = url.indexOf('?');
    done(query !== -1 && url.includes(IN_ADDRESS, query) ? nullCharacter('query') : undefined);
  });
}
