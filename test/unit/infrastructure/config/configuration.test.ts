import { describe, expect, it } from '@jest/globals';
import { Configuration } from '../../../../src/infrastructure/config/configuration.js';
import { ConfigurationError } from '../../../../src/infrastructure/config/variable.js';

const VALID = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgres://localhost/kaikei',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
  OPERATOR_EMAIL: 'operator@shop.example',
  OPERATOR_PASSWORD: 'rice paper lantern',
};

function problemsOf(changes: NodeJS.ProcessEnv): readonly string[] {
  try {
    Configuration.from({ ...VALID, ...changes });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

describe('the configuration', () => {
  it("tells what is wrong with the operator's account among every problem at once", () => {
    expect(problemsOf({ PORT: 'x', OPERATOR_EMAIL: 'operator', OPERATOR_PASSWORD: 'short' })).toEqual([
      'PORT must be a whole number from 1 to 65535, got "x".',
      'OPERATOR_EMAIL must be an e-mail address.',
      'OPERATOR_PASSWORD must be at least 10 characters long.',
    ]);
  });

  it('takes no common password for the operator', () => {
    expect(problemsOf({ OPERATOR_PASSWORD: 'password123' })).toEqual([
      'OPERATOR_PASSWORD is among the most common passwords; choose another.',
    ]);
  });

  it("keeps the operator's password as it is, and the address in its stored form", () => {
    const { values } = Configuration.from({
      ...VALID,
      OPERATOR_EMAIL: ' Operator@Shop.example ',
      OPERATOR_PASSWORD: ' rice paper lantern ',
    });
    expect(values.OPERATOR_EMAIL).toBe('operator@shop.example');
    expect(values.OPERATOR_PASSWORD).toBe(' rice paper lantern ');
  });

  it('lets users of another issuer in only where it is told whom their tokens are meant for', () => {
    const OIDC_ISSUER = 'https://login.shop.example/';
    expect(problemsOf({ OIDC_ISSUER })).toEqual([
      'OIDC_AUDIENCE must be set together with OIDC_ISSUER: tokens for others are not for us.',
    ]);
    expect(problemsOf({ OIDC_ISSUER, OIDC_AUDIENCE: 'shop' })).toEqual([]);
    expect(problemsOf({ OIDC_ALGORITHMS: 'HS256' })).toEqual([
      expect.stringMatching(/^OIDC_ALGORITHMS must be one of RS256, .*, got "HS256"\.$/),
    ]);
    expect(problemsOf({ OIDC_ALGORITHMS: 'none' })).toHaveLength(1);
  });

  it('asks an issuer by https in production', () => {
    const production = { NODE_ENV: 'production', FRONTEND_URL: 'https://shop.example' };
    expect(problemsOf({ ...production, OIDC_ISSUER: 'http://login.example', OIDC_AUDIENCE: 'shop' })).toEqual(
      ['OIDC_ISSUER and OIDC_JWKS_URL must begin with https:// in production.'],
    );
  });

  it.each([
    ['sk_live_1', 'pk_live_1', true],
    ['rk_live_1', 'pk_live_1', true],
    ['sk_test_1', 'pk_test_1', false],
  ])('is in live mode with a live key alone: %s', (STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, livemode) => {
    const keys = { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY };
    expect(Configuration.from({ ...VALID, ...keys }).livemode).toBe(livemode);
  });
});
