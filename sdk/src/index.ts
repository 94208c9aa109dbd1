export type * from '../generated/schema.js';
export { ApiError, type FieldError } from './api-error.js';
export { bearer } from './bearer.js';
export type { Answer, CallOptions, Page, PathsOf } from './calls.js';
export { cookies } from './cookies.js';
export { createKaikei, type Kaikei, type KaikeiOptions } from './create-kaikei.js';
export { csrfToken } from './csrf-token.js';
export { newIdempotencyKey } from './idempotency-key.js';
export type { Identity } from './identity.js';
