import type Stripe from 'stripe';

type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface ErrorBody {
  type: ErrorType;
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  param?: string;
  charge?: string;
  doc_url?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  setup_intent?: object;
  request_log_url?: string;
}

/**
 * An answer in Stripe's error shape. `keepsChanges`: the failure is itself a result, such as a declined charge.
 * `stored`: it came out of execution rather than validation, so that its idempotency key replays it.
 */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    readonly keepsChanges = false,
    readonly stored = keepsChanges,
  ) {
    super(body.message);
    this.name = 'StripeError';
    if (body.code !== undefined) body.doc_url ??= docUrl(body.code);
  }
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;
}

/** 400 with a code and the parameter at fault. */
export function invalidRequest(message: string, extra: { code?: string; param?: string } = {}): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, ...extra });
}

/** 404, or 400 when the id stood in a parameter: Stripe answers `resource_missing` both ways. */
export function missing(what: string, id: string, param = 'id'): StripeError {
  const status = param === 'id' ? 404 : 400;
  return new StripeError(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
  });
}

export function parameterMissing(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

/** 400 because of the state that the object is in: execution had begun, so the answer is kept under its key. */
export function stateError(message: string, code: string, extra: Partial<ErrorBody> = {}): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, code, ...extra }, false, true);
}

/** 400 for what Stripe can do and the sandbox cannot: said plainly, rather than answered wrongly. */
export function notInSandbox(what: string, param: string): StripeError {
  return invalidRequest(`The sandbox does not support ${what} yet.`, { param });
}
