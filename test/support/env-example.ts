import type { VariableMap } from '../../src/infrastructure/config/variable.js';

const HEADER = `# Every variable that Kaikei reads. Copy to .env or set them where your processes run.
# Commented lines show defaults or examples. \`npm start\` needs none of them; with NODE_ENV=production the ones marked
# "required" and "required in production" must be set, and nothing is made up. In development the npm commands set HOST to
# 127.0.0.1 unless you do: demo accounts and keys are well known, so set it to 0.0.0.0 only among friends.
`;

const COMMANDS_HEADER = `# Read by the npm commands of this folder only, not by the processes.
`;

/** What the programs of `scripts/lib` read beside the processes' own. */
export const COMMAND_VARIABLES: Readonly<Record<string, { readonly doc: string; readonly shown: string }>> = {
  KAIKEI_HOME: {
    doc: 'where the embedded database, the sandbox and generated secrets stay; relative to this folder',
    shown: '.kaikei',
  },
  SANDBOX_PORT: { doc: 'the Stripe sandbox, on 127.0.0.1', shown: '12111' },
  CHROMIUM_PATH: {
    doc: '`npm run test:browser`: the browser. Not set: the first Chromium or Chrome found',
    shown: '/usr/bin/chromium',
  },
};

/** The text of `.env.example`. */
export function renderEnvExample(variables: VariableMap): string {
  const entries = Object.entries(variables).map(([name, variable]) => {
    const { doc, example, fallback } = variable;
    const shown = example ?? textOf(name === 'SERVER_NAME' ? '' : fallback);
    return render(name, `${doc}${requirement(variable)}`, shown);
  });
  const ofCommands = Object.entries(COMMAND_VARIABLES).map(([name, { doc, shown }]) =>
    render(name, doc, shown),
  );
  return [HEADER, ...entries, COMMANDS_HEADER, ...ofCommands].join('\n');
}

const render = (name: string, doc: string, shown: string) => `# ${doc}\n# ${name}=${shown}\n`;

function requirement(variable: VariableMap[string]): string {
  if (!('fallback' in variable)) return ' (required)';
  return variable.requiredInProduction ? ' (required in production)' : '';
}

function textOf(fallback: unknown): string {
  return typeof fallback === 'string' || typeof fallback === 'number' ? String(fallback) : '';
}
