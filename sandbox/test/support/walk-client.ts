import { encode } from './encode.js';
import type { TestSandbox } from './sandbox.js';

export type Report = (typeName: string, object: unknown) => void;
export type Json = Record<string, never> & { id: string; client_secret: string };

/** A client without the SDK's conversions: what is checked is what went over the wire. */
export class RawClient {
  constructor(
    readonly sandbox: TestSandbox,
    readonly report: Report,
  ) {}

  /** Calls a route, reports the answer as `typeName` (a list as a list of it), and hands it back. */
  async call(typeName: string, method: string, path: string, params: object = {}): Promise<Json> {
    const form = encode(params);
    const url = `${this.sandbox.url}/v1/${path}${method === 'GET' && form !== '' ? `?${form}` : ''}`;
    const response = await fetch(url, {
      method,
      headers: { Authorization: 'Bearer sk_test_walk', 'Content-Type': 'application/x-www-form-urlencoded' },
      ...(method === 'POST' ? { body: form } : {}),
    });
    const body = (await response.json()) as Json & { error?: object; data?: unknown[]; object?: string };
    if (body.error) throw new Error(`${method} ${path}: ${JSON.stringify(body.error)}`);
    if (body.object === 'list' || body.object === 'search_result')
      for (const each of body.data ?? []) this.report(typeName, each);
    else this.report(typeName, body);
    return body;
  }

  create(typeName: string, path: string, params: object = {}): Promise<Json> {
    return this.call(typeName, 'POST', path, params);
  }

  get(typeName: string, path: string, params: object = {}): Promise<Json> {
    return this.call(typeName, 'GET', path, params);
  }
}

export async function answerChallenge(api: RawClient, intent: Json, outcome: 'pass' | 'fail'): Promise<void> {
  await api.sandbox.control('POST', `challenges/${intent.id}`, {
    client_secret: intent.client_secret,
    outcome,
  });
}
