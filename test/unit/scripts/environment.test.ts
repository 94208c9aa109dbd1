import { isDemoOperator, localUrl, makePlan, withDemoOperator } from '../../../scripts/lib/environment.mjs';

const SECRETS = { webhookSecret: 'whsec_own', jwtSecret: 'own secret' };

describe('what npm start sets up', () => {
  it('is a demo on this machine only, unless told otherwise', () => {
    expect(planOf({}).env).toMatchObject({ HOST: '127.0.0.1', STRIPE_API_BASE: 'http://127.0.0.1:12111' });
    expect(planOf({ HOST: '0.0.0.0' }).env).toMatchObject({ HOST: '0.0.0.0' });
    expect(planOf({ NODE_ENV: 'production' }).env).toEqual({ NODE_ENV: 'production' });
  });

  it('has the demo operator with its own database and the sandbox', () => {
    expect(isDemoOperator(withDemoOperator(planOf({})))).toBe(true);
  });

  it.each([
    ['a database that is given', { DATABASE_URL: 'postgres://kaikei@db.example/kaikei' }],
    ["Stripe's own key", { STRIPE_SECRET_KEY: 'sk_test_of_an_account' }],
    ['a sandbox elsewhere', { STRIPE_API_BASE: 'http://127.0.0.1:9' }],
    ['production', { NODE_ENV: 'production' }],
    ['an operator who is named', { OPERATOR_EMAIL: 'operator@shop.example' }],
  ])('has no password that everyone knows with %s', (_case, given) => {
    const plan = withDemoOperator(planOf(given));
    expect(plan.env).not.toHaveProperty('OPERATOR_PASSWORD');
    expect(isDemoOperator(plan)).toBe(false);
  });

  it('is found at an address that browsers treat as secure, where it can be', () => {
    expect(localUrl(planOf({}))).toBe('http://localhost:3000');
    expect(localUrl(planOf({ HOST: '192.0.2.7' }))).toBe('http://192.0.2.7:3000');
    expect(localUrl(planOf({ HOST: '2001:db8::7' }))).toBe('http://[2001:db8::7]:3000');
  });
});

const planOf = (given: Readonly<Record<string, string>>) => makePlan({ ...given }, () => SECRETS).plan;
