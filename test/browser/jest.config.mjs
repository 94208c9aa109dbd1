import base from '../../jest.config.mjs';

/** The pages in a real browser: apart from `npm test`, since a browser is not everywhere. */
export default {
  ...base.projects.find(({ displayName }) => displayName === 'e2e'),
  displayName: 'browser',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/sandbox/test/browser/**/*.browser.ts'],
  globalSetup: base.globalSetup,
  globalTeardown: base.globalTeardown,
  // One browser at a time: two would share the processors with a whole stack each.
  maxWorkers: 1,
  testTimeout: 120_000,
};
