import { ApiError } from 'kaikei-sdk';

/** Anything but an `ApiError` is a mistake of ours: it is reported as such to the console, and as "no answer" to the customer. */
export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  reportError(cause);
  return ApiError.noAnswer();
}
