import { DEMO_CUSTOMER, isDemoOperator, localUrl } from './environment.mjs';

/** @typedef {import('./environment.mjs').Plan} Plan */

/** Numbers that the sandbox, as Stripe's test mode, treats in a fixed way. */
const TEST_CARDS = [
  ['4242 4242 4242 4242', 'succeeds'],
  ['4000 0025 0000 3155', 'asks for 3-D Secure'],
  ['4000 0000 0000 9995', 'declined: insufficient funds'],
];

/**
 * Where no mail server is set, mails of development end on a page, as the API decides it.
 *
 * @param {Plan} plan
 */
const hasMailPage = ({ production, env }) => !production && !env['SMTP_URL'];

/**
 * What someone needs to know once everything runs.
 *
 * @param {Plan} plan
 * @param {{ home: string, hasDemoCustomer: boolean, databaseFolder: string | undefined, seconds: number }} facts
 * @returns {string}
 */
export function banner(plan, { home, hasDemoCustomer, databaseFolder, seconds }) {
  const url = localUrl(plan);
  const sandbox = `http://localhost:${plan.sandboxPort}/`;
  const isElsewhere = databaseFolder !== undefined && !databaseFolder.startsWith(`${home}/`);
  /** @type {[string, string][]} */
  const lines = [
    ['Shop', `${url}/`],
    ['API documentation', `${url}/docs`],
    ...(plan.withSandbox ? [row('Stripe sandbox', sandbox)] : []),
    ...(hasMailPage(plan) ? [row('Mails', `${url}/dev/mails`)] : []),
    ...(isDemoOperator(plan)
      ? [row('Demo operator', `${plan.env['OPERATOR_EMAIL']}  password  ${plan.env['OPERATOR_PASSWORD']}`)]
      : []),
    ...(hasDemoCustomer
      ? [row('Demo customer', `${DEMO_CUSTOMER.email}  password  ${DEMO_CUSTOMER.password}`)]
      : []),
    ...(plan.withSandbox
      ? TEST_CARDS.map(([number, effect], index) =>
          row(index === 0 ? 'Test cards' : '', `${number}  ${effect}`),
        )
      : []),
    ...(plan.production ? [] : [row('Data', home)]),
    ...(isElsewhere ? [row('Database', `${databaseFolder} (its user cannot reach the folder above)`)] : []),
  ];
  const body = lines.map(([label, text]) => `  ${label.padEnd(18)} ${text}`).join('\n');
  return `\nKaikei is ready after ${seconds.toFixed(1)} s.\n\n${body}\n\nCtrl-C stops everything.\n`;
}

/**
 * @param {string} label
 * @param {string} text
 * @returns {[string, string]}
 */
const row = (label, text) => [label, text];
