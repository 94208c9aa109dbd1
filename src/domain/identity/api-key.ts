/** What a key may be good for. Whoever gives one to a server names each thing that it may do. */
export const API_KEY_SCOPES = ['orders:read', 'orders:write', 'payments:write'] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** Keys begin with it, so that people and scanners for leaked secrets recognize one. */
export const API_KEY_MARK = 'kk_';
/** What a key is found by: no secret, shown in lists. 60 bits, so that two keys do not meet. */
const PREFIX_LENGTH = 12;
const PREFIX_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const SHAPE = /^(kk_[a-z2-7]{12})_([A-Za-z0-9_-]{43})$/;

/** When a key was used last is written down this often at most: a busy server costs a write a minute, not one a request. */
const LAST_USE_PRECISION_MS = 60_000;

/** The right of a server to act for customers. Without its secret: that stands nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly organizationId: string;
  /** For people: which server has it. */
  readonly name: string;
  readonly prefix: string;
  /** SHA-256. */
  readonly secretHash: Buffer;
  readonly scopes: readonly ApiKeyScope[];
  /** The operator; null for one who was at a terminal. */
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** @param code draws so many characters from an alphabet */
export function newApiKeyPrefix(code: (length: number, alphabet: string) => string): string {
  return API_KEY_MARK + code(PREFIX_LENGTH, PREFIX_ALPHABET);
}

/** `kk_<12 characters>_<secret>`: the one form in which a key is handed out. */
export function formatApiKey(prefix: string, secret: string): string {
  return `${prefix}_${secret}`;
}

/** Null for what cannot be a key of ours. */
export function parseApiKey(text: string): { readonly prefix: string; readonly secret: string } | null {
  const [, prefix, secret] = SHAPE.exec(text) ?? [];
  return prefix !== undefined && secret !== undefined ? { prefix, secret } : null;
}

export function isLastUseDue({ lastUsedAt }: Pick<ApiKey, 'lastUsedAt'>, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= LAST_USE_PRECISION_MS;
}
