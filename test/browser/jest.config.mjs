import base from '../../jest.config.mjs';

/** The pages in a real browser: apart from `npm test`, since a browser is not everywhere. */
export default {
  ...base.projects.find(({ displayName }) => displayName === 'e2e'),
  displayName: 'browser',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/browser/**/*.test.ts', '<rootDir>/sandbox/test/browser/**/*.browser.ts'],
  globalSetup: base.globalSetup,
  globalTeardown: base.globalTeardown,
  // Two browsers, each with a whole stack: half of its time each waits for a page or a deadline.
  maxWorkers: 2,
  testTimeout: 120_000,
};
