export interface FieldError {
  field: string;
  message: string;
}

interface Problem {
  code?: unknown;
  title?: unknown;
  detail?: unknown;
  errors?: unknown;
}

/** Status of an `ApiError` that stands for a request without any answer. */
const NO_ANSWER = 0;

/**
 * What the API refused, from its `application/problem+json` (RFC 9457); or, with status 0 and code `no_answer`, a request that was
 * never answered, so that its effect is unknown.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }

  static fromProblem(status: number, body: unknown): ApiError {
    const problem: Problem = typeof body === 'object' && body !== null ? body : {};
    const code = typeof problem.code === 'string' ? problem.code : `http_${status}`;
    const message = [problem.detail, problem.title].find((part) => typeof part === 'string') ?? '';
    return new ApiError(status, code, message, fieldErrors(problem.errors));
  }

  static noAnswer(): ApiError {
    return new ApiError(NO_ANSWER, 'no_answer', '');
  }

  /** The server understood and refused: nothing was done, so trying again under another key is safe. */
  get isRefusal(): boolean {
    return this.status >= 400 && this.status < 500;
  }
}

function fieldErrors(errors: unknown): FieldError[] {
  return Array.isArray(errors) ? errors.filter(isFieldError) : [];
}

function isFieldError(value: unknown): value is FieldError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'field' in value &&
    typeof value.field === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
