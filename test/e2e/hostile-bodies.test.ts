import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import type { OpenApiDocument } from '../support/documented-api.js';
import { bearer } from '../support/identity-app.js';

const CHANGING = new Set(['post', 'put', 'patch', 'delete']);
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

let app: RunningApp;
let operator: ApiUser;

beforeAll(async () => {
  app = await startApp();
  operator = await ApiUser.operator(app);
});
afterAll(() => app.close());

const send = (method: string, path: string, body: string): Promise<Response> =>
  fetch(app.url + path, {
    method,
    headers: { ...bearer(operator.accessToken), 'content-type': 'application/json' },
    body,
  });

describe('every body', () => {
  /** Within the limit on bytes, far beyond that on depth. */
  const deep = (open: string, close: string): string => open.repeat(15_000) + '1' + close.repeat(15_000);

  const numbered = (field: string, index: number): string => field.replace('f', `f${index}`);
  const many = (part: string, count: number, write = (one: string, _: number): string => one): string =>
    Array.from({ length: count }, (_, index) => write(part, index)).join();

  it.each([
    ['nested without end', `{"name":${deep('[', ']')}}`, 400],
    ['nested without end, with escapes', `{"name":${deep('{"\\u0061":', '}')}}`, 400],
    ['a list', '[]', 400],
    ['a number', '1', 400],
    ['not JSON', '{"name":', 400],
    ['with a null character', '{"name":"a\\u0000b"}', 400],
    ['with half of a surrogate pair', '{"name":"\\ud800"}', 400],
    ['with a number beyond all numbers', '{"name":1e999}', 400],
    ['with a prototype', '{"__proto__":{"role":"operator"},"name":"x"}', 400],
    ['with a constructor inside', '{"name":"x","a":{"constructor":{"prototype":{}}}}', 400],
    ['of ever so many things', `{"items":[${many('{}', 80_000)}]}`, 400],
    ['of ever so many fields', `{${many('"f":1', 2_000, numbered)},"a":1}`, 400],
    ['larger than is accepted', `{"name":"${'x'.repeat(300 * 1_024)}"}`, 413],
  ])('that is %s is refused, and nothing breaks', async (_, body, status) => {
    const answer = await send('PATCH', '/api/users/me', body);
    expect(answer.status).toBe(status);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ status, code: expect.stringMatching(/^[a-z_]+$/) });
    expect(text.length).toBeLessThan(1_024);
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
  });

  it.each(['[]', 'null', '"x"', '1'])('says that it must be an object, where it is %s', async (body) => {
    const answer = await send('PATCH', '/api/users/me', body);
    const errors = [{ field: 'body', message: 'The body must be a JSON object.' }];
    expect(await answer.json()).toMatchObject({ status: 400, code: 'validation_failed', errors });
  });

  it('says what is wrong with a hundred fields, and no more', async () => {
    const answer = await send('PATCH', '/api/users/me', `{${many('"f":1', 1_500, numbered)}}`);
    const { errors } = (await answer.json()) as { errors: object[] };
    expect([answer.status, errors.length]).toEqual([400, 100]);
  });

  it('with a field that nobody knows is refused on every route, also where none is read, and the field named', async () => {
    const document = (await (await fetch(`${app.url}/openapi.json`)).json()) as OpenApiDocument;
    const taken: string[] = [];
    const strange: string[] = [];
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of Object.keys(item)) {
        if (!CHANGING.has(method) || path.startsWith('/webhooks/')) continue;
        taken.push(`${method} ${path}`);
        for (const field of ['is_admin', '__proto__', 'constructor']) {
          const body = `{"${field}": {"role": "operator"}}`;
          const answer = await send(method.toUpperCase(), path.replace(/\{\w+\}/g, UNKNOWN), body);
          const problem = (await answer.json()) as { code?: string; errors?: object[] };
          const isNamed = JSON.stringify(problem.errors ?? []).includes(field);
          if (answer.status === 400 && (isNamed || problem.code === 'invalid_json')) continue;
          strange.push(`${method} ${path} ${field}: ${answer.status} ${problem.code ?? ''}`);
        }
      }
    }
    expect(taken.length).toBeGreaterThan(40);
    expect(strange).toEqual([]);
  });
});
