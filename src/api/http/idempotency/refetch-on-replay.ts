import { SetMetadata } from '@nestjs/common';
import type { AuthenticatedUser } from '../auth/authenticated-user.js';

/** Gets a secret from where it is kept, for an answer that is given again. */
export abstract class ReplaySecret {
  /** @param answer as it was given, without the secret */
  abstract fetch(user: AuthenticatedUser, answer: Readonly<Record<string, unknown>>): Promise<string>;
}

export interface RefetchedField {
  readonly field: string;
  readonly source: abstract new (...args: never[]) => ReplaySecret;
}

export const REFETCHED_FIELD = 'kaikei:refetched-field';

/**
 * `field` of the answer is a secret. It is left out of what is stored under an `Idempotency-Key`, and fetched again by
 * `source`, a provider, for a replay: the handler itself is not executed, so a replay changes nothing.
 */
export const RefetchOnReplay = (field: string, source: RefetchedField['source']): MethodDecorator =>
  SetMetadata(REFETCHED_FIELD, { field, source } satisfies RefetchedField);
