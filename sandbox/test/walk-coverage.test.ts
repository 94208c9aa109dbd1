import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FAMILIES } from '../src/families.js';
import { type TestSandbox, testSandbox } from './support/sandbox.js';
import { walkAllRoutes } from './support/walk.js';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.close());

test('the walk over all routes leaves none out', async () => {
  const called = new Set<string>();
  const fetched = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    called.add(`${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`);
    return fetched(input, init);
  };
  try {
    await walkAllRoutes(sandbox, () => undefined);
    // Events have a type each, and a test of their own: schemas.test.ts looks at every one.
    for (const path of ['events', 'events/evt_x'])
      await fetch(`${sandbox.url}/v1/${path}`, { headers: { Authorization: 'Bearer sk_test_walk' } });
  } finally {
    globalThis.fetch = fetched;
  }
  const routes = FAMILIES.flatMap((family) => family.routes).map(({ method, path }) => ({ method, path }));
  const left = routes.filter(({ method, path }) => {
    const pattern = new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`);
    return ![...called].some((each) => pattern.test(each));
  });
  expect(left.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
