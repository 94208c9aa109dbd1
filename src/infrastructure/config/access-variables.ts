import { networks, trustedProxies } from './network-parsers.js';
import { integerBetween, list, oneOf, url } from './parsers.js';
import { define, type ValuesOf } from './variable.js';

/** RFC 7518 and RFC 8037, less those with a shared secret: who can verify those can sign, too. */
const ASYMMETRIC_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA'],
];

/** Who gets in, and how often. Part of `VARIABLES`. */
export const ACCESS_VARIABLES = {
  RATE_LIMIT_PER_MINUTE: define({
    doc: 'requests per minute and client below /api; sign-in routes have their own, stricter ones that grow with it',
    parse: integerBetween(1, 1_000_000),
    fallback: 600,
  }),
  TRUST_PROXY: define<readonly string[]>({
    doc: 'addresses or networks of reverse proxies whose X-Forwarded-* is believed, comma-separated: 10.0.0.0/8, loopback. Not set: none',
    parse: trustedProxies,
    fallback: [],
  }),
  OPERATOR_ALLOW: define<readonly string[]>({
    doc: 'addresses or networks that may use /api/admin, /health/internal and /metrics, comma-separated: 203.0.113.7, 2001:db8::/32. Not set: all',
    parse: networks,
    fallback: [],
  }),
  OPERATOR_DENY: define<readonly string[]>({
    doc: 'the same, that may not, whatever OPERATOR_ALLOW says',
    parse: networks,
    fallback: [],
  }),
  REDIS_URL: define<string | null>({
    doc: 'several API processes share their limits of requests and guesses there: redis://host:6379, or rediss: for TLS. Not set: each counts for itself',
    parse: url('redis:', 'rediss:'),
    fallback: null,
  }),
  OIDC_ISSUER: define<string | null>({
    doc: 'lets users of another issuer in: its address, exactly as `iss` in its tokens has it. Not set: none',
    parse: url('http:', 'https:'),
    fallback: null,
    example: 'https://login.shop.example/',
  }),
  OIDC_AUDIENCE: define<readonly string[]>({
    doc: 'whom the tokens of OIDC_ISSUER are meant for (`aud`), comma-separated: any of these is let in',
    parse: list,
    fallback: [],
  }),
  OIDC_JWKS_URL: define<string | null>({
    doc: 'where the keys of OIDC_ISSUER are published. Not set: its discovery document tells',
    parse: url('http:', 'https:'),
    fallback: null,
  }),
  OIDC_ALGORITHMS: define<readonly string[]>({
    doc: 'signatures that are accepted of OIDC_ISSUER, comma-separated; none with a shared secret',
    parse: (raw) => list(raw).map(oneOf(...ASYMMETRIC_ALGORITHMS)),
    fallback: ['RS256'],
    example: 'RS256',
  }),
} as const;

/** What no single one of them can tell. */
export function accessProblems(
  values: ValuesOf<typeof ACCESS_VARIABLES> & { readonly NODE_ENV: string },
): string[] {
  const problems: string[] = [];
  if (values.OIDC_ISSUER !== null && values.OIDC_AUDIENCE.length === 0) {
    problems.push('OIDC_AUDIENCE must be set together with OIDC_ISSUER: tokens for others are not for us.');
  }
  const isPlain = [values.OIDC_ISSUER, values.OIDC_JWKS_URL].some((one) => one?.startsWith('http:'));
  if (values.NODE_ENV === 'production' && isPlain) {
    problems.push('OIDC_ISSUER and OIDC_JWKS_URL must begin with https:// in production.');
  }
  return problems;
}
