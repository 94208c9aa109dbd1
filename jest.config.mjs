import { globSync, readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';

// One run for everything: `npm test` starts PostgreSQL once (test/support/global-setup.mjs) and hands each file its own database.
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
};
const project = (displayName, testMatch, extra = {}) => ({
  ...base,
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  ...extra,
});

const withNest = { setupFiles: ['<rootDir>/test/support/preload-nest.mjs'] };

/** Types, interfaces and nothing else: no line of such a file exists at run time, so none can be covered. */
const isTypesOnly = (file) => {
  const parser = { syntax: 'typescript', decorators: true };
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    swcrc: false,
    jsc: { parser, target: 'es2023' },
  });
  return code.replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '').trim() === 'export { };';
};
const typesOnly = globSync('src/**/*.ts').filter(isTypesOnly);

export default {
  projects: [
    project('unit', ['test/unit/**/*.test.ts']),
    project('integration', ['test/integration/**/*.test.ts'], withNest),
    project('contract', ['test/contract/**/*.test.ts'], withNest),
    project('architecture', ['test/architecture/**/*.test.ts']),
    project('e2e', ['test/e2e/**/*.test.ts'], withNest),
    project('chaos', ['test/chaos/**/*.test.ts'], {
      testPathIgnorePatterns: ['\\.(long|sweep)\\.test\\.ts$'],
    }),
    // Outages that last, and a kill at every request of the main flows: `npm run test:chaos`, and in CI.
    project('chaos-long', ['test/chaos/**/*.long.test.ts'], withNest),
    // Every point at which a process can die, and thousands of random commands: `npm run test:chaos` only.
    project('chaos-sweep', ['test/chaos/**/*.sweep.test.ts']),
    project('sandbox', ['sandbox/test/**/*.test.ts']),
    project('sdk', ['sdk/test/**/*.test.ts']),
    project('web', ['web/test/**/*.test.ts']),
  ],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // V8 counts the lines of every module that it still holds, after each file: with many files that takes longer than the tests.
  coverageProvider: 'babel',
  // Nor do the fields of answers run: a DTO describes them, and the OpenAPI test holds every answer against it.
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.dto.ts', ...typesOnly.map((file) => `!${file}`)],
  coverageReporters: ['text-summary', 'json-summary', 'lcov'],
  // One more than two cores: half of what the tests do is to wait for a server, a database or a deadline.
  maxWorkers: 3,
  // Modules of test files that are done stay in memory: a worker that has grown beyond this is replaced by a new one.
  workerIdleMemoryLimit: '800MB',
  testTimeout: 60_000,
};
