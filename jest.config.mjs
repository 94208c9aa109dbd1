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

export default {
  projects: [
    project('unit', ['test/unit/**/*.test.ts']),
    project('integration', ['test/integration/**/*.test.ts'], withNest),
    project('contract', ['test/contract/**/*.test.ts'], withNest),
    project('architecture', ['test/architecture/**/*.test.ts']),
    project('e2e', ['test/e2e/**/*.test.ts'], withNest),
    project('chaos', ['test/chaos/**/*.test.ts']),
    project('sandbox', ['sandbox/test/**/*.test.ts']),
    project('web', ['web/test/**/*.test.ts']),
  ],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts'],
  coverageReporters: ['text-summary', 'json-summary', 'lcov'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
