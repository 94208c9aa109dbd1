import { decodeJwt, errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose';
import { type ExternalSubject, IExternalTokens } from '../../application/identity/ports/external-tokens.js';
import type { ILogger } from '../../application/ports/logger.js';
import { DomainError } from '../../domain/shared/domain-error.js';
import { type IssuerKeys, IssuerUnreachableError } from './issuer-keys.js';

/** Clocks differ; a minute is what RFC 7519, section 4.1.4, calls "no more than a few minutes", cautiously. */
const CLOCK_TOLERANCE_S = 60;
/** OpenID Connect Core, section 2: up to 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;
/** What an access or ID token may call itself (RFC 7519, section 5.1; RFC 9068): issuers sign other things as well. */
const TOKEN_TYPES: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt']);
/** Far above any real token, which must fit a header. */
const MAX_TOKEN_LENGTH = 8_192;

export interface ExternalTokenRules {
  readonly issuer: string;
  /** Any of them: who the tokens are meant for. */
  readonly audiences: readonly string[];
  /** Asymmetric ones only: with a shared secret, whoever verifies could sign. */
  readonly algorithms: readonly string[];
}

/** JWTs of one issuer, by its published keys. */
export class ExternalTokens extends IExternalTokens {
  constructor(
    private readonly rules: ExternalTokenRules,
    private readonly keys: Pick<IssuerKeys, 'resolve'>,
    private readonly logger: ILogger,
  ) {
    super();
  }

  isClaimed(token: string): boolean {
    if (token.length > MAX_TOKEN_LENGTH) return false;
    try {
      return decodeJwt(token).iss === this.rules.issuer;
    } catch {
      // No JWT at all, then none of theirs: the library tells by throwing.
      return false;
    }
  }

  async verify(token: string): Promise<ExternalSubject | null> {
    const { issuer, audiences, algorithms } = this.rules;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys.resolve, {
        issuer,
        audience: [...audiences],
        algorithms: [...algorithms],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      return isMeantForUs(payload, protectedHeader) ? subjectOf(issuer, payload) : null;
    } catch (error) {
      // Whatever is wrong with a token: the reason helps only a forger.
      if (error instanceof errors.JOSEError) return null;
      if (!(error instanceof IssuerUnreachableError)) throw error;
      this.logger.warn('Keys of the issuer of tokens cannot be had', { err: error });
      throw new DomainError(
        'issuer_unavailable',
        'unavailable',
        'Your sign-in cannot be checked right now, because whoever signed you in does not answer. Try again.',
        { cause: error },
      );
    }
  }
}

/** Logout tokens and other security events (OpenID Connect Back-Channel Logout, section 2.4; RFC 8417) let nobody in. */
function isMeantForUs({ events }: JWTPayload, { typ }: JWTHeaderParameters): boolean {
  return events === undefined && TOKEN_TYPES.has(typ?.toLowerCase().replace(/^application\//, ''));
}

function subjectOf(
  issuer: string,
  { sub, email, email_verified: verified, name, auth_time: authTime, iat }: JWTPayload,
): ExternalSubject | null {
  if (sub === undefined || !SUBJECT.test(sub)) return null;
  return {
    issuer,
    subject: sub,
    email: typeof email === 'string' && verified === true ? email : null,
    name: typeof name === 'string' ? name : null,
    signedInAt: timeOf(authTime) ?? timeOf(iat),
  };
}

/** @param seconds of the epoch (RFC 7519, section 2), as far as they are any */
function timeOf(seconds: unknown): Date | null {
  const time = new Date(typeof seconds === 'number' ? seconds * 1_000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** Where no issuer is configured: there are no such tokens. */
export class NoExternalTokens extends IExternalTokens {
  isClaimed(): boolean {
    return false;
  }

  verify(): Promise<null> {
    return Promise.resolve(null);
  }
}
