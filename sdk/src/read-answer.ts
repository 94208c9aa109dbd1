import { ApiError } from './api-error.js';

/**
 * The body of an answer: JSON as what it says, anything else as text, undefined where there is none.
 *
 * @throws ApiError
 * @throws Error when the answer breaks off
 */
export async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text();
  const isJson = /\bjson\b/.test(answer.headers.get('Content-Type') ?? '');
  const body: unknown = isJson ? JSON.parse(text) : text === '' ? undefined : text;
  if (!answer.ok) throw ApiError.fromProblem(answer.status, body);
  return body;
}
