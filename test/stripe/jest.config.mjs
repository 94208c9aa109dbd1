import base from '../../jest.config.mjs';

/** Stripe's own test mode: apart from `npm test`, for whoever has a key. */
export default {
  ...base.projects.find(({ displayName }) => displayName === 'e2e'),
  displayName: 'stripe',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/stripe/**/*.test.ts'],
  globalSetup: base.globalSetup,
  globalTeardown: base.globalTeardown,
};
