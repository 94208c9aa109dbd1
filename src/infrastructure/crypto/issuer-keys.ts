import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';

/** Keys are asked for anew after this: a key that was withdrawn at the issuer ends here within ten minutes. */
const MAX_AGE_MS = 600_000;
/** Of one request to the issuer; a customer waits meanwhile, once. */
const TIMEOUT_MS = 3_000;
/** An unknown key makes us ask again, and anyone can make up an unknown key: this often at most, and after a failure, too. */
const COOLDOWN_MS = 30_000;
/** A failing issuer is asked again after this; those in between are told at once. */
const FAILURE_COOLDOWN_MS = 5_000;

export interface IssuerKeysOptions {
  readonly issuer: string;
  /** Null: the issuer's discovery document tells (OpenID Connect Discovery 1.0, section 4). */
  readonly jwksUrl: string | null;
  readonly cooldownMs?: number;
  readonly failureCooldownMs?: number;
  readonly maxAgeMs?: number;
}

/** The issuer does not answer, or with something else than keys. */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError';
}

/** An issuer's public keys: fetched at first need, kept, and good through an outage of the issuer. */
export class IssuerKeys {
  readonly #options: Required<IssuerKeysOptions>;
  #remote: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: IssuerKeysOptions) {
    this.#options = {
      cooldownMs: COOLDOWN_MS,
      failureCooldownMs: FAILURE_COOLDOWN_MS,
      maxAgeMs: MAX_AGE_MS,
      ...options,
    };
  }

  /**
   * The key that a token names.
   *
   * @throws errors.JWKSNoMatchingKey and the like where the issuer has no such key; IssuerUnreachableError
   */
  readonly resolve: JWTVerifyGetKey = async (header, token) => {
    const remote = await this.#remoteSet();
    try {
      return await remote(header, token);
    } catch (error) {
      if (isAboutTheToken(error)) throw error;
      const known = remote.jwks();
      if (known === undefined) throw new IssuerUnreachableError('No keys are known yet.', { cause: error });
      return await createLocalJWKSet(known)(header, token).catch(() => {
        throw new IssuerUnreachableError('The key is not among those known.', { cause: error });
      });
    }
  };

  /** Discovered once; a failed discovery is tried again. */
  #remoteSet(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    this.#remote ??= this.#discover().catch((cause: unknown) => {
      this.#remote = null;
      throw new IssuerUnreachableError('The issuer could not be discovered.', { cause });
    });
    return this.#remote;
  }

  async #discover(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    const { cooldownMs, maxAgeMs } = this.#options;
    const url = this.#options.jwksUrl ?? (await this.#discoveredUrl());
    return createRemoteJWKSet(new URL(url), {
      [customFetch]: this.#fetch,
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: cooldownMs,
      cacheMaxAge: maxAgeMs,
    });
  }

  async #discoveredUrl(): Promise<string> {
    const { issuer } = this.#options;
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await this.#fetch(address, {
      headers: new Headers(),
      method: 'GET',
      redirect: 'manual',
      signal,
    });
    const document = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (document.issuer !== issuer || typeof document.jwks_uri !== 'string')
      throw new Error('The discovery document is another issuer’s, or names no keys.');
    // What is found by https stays there.
    if (new URL(issuer).protocol === 'https:' && new URL(document.jwks_uri).protocol !== 'https:')
      throw new Error('The discovery document names keys without https.');
    return document.jwks_uri;
  }

  /** Asks an issuer that has just failed no more for a while: each request would wait for it. */
  readonly #fetch: FetchImplementation = async (url, options) => {
    const { failureCooldownMs } = this.#options;
    if (performance.now() - this.#failedAtMs < failureCooldownMs)
      throw new Error('The issuer failed a moment ago.');
    try {
      const answer = await fetch(url, options);
      if (answer.status !== 200) throw new Error(`The issuer answered ${answer.status}.`);
      return answer;
    } catch (error) {
      this.#failedAtMs = performance.now();
      throw error;
    }
  };
}

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
