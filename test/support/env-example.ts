import type { VariableMap } from '../../src/infrastructure/config/variable.js';

const HEADER = `# Every variable that Kaikei reads. Copy to .env or set them where your processes run.
# Commented lines show defaults or examples. \`npm start\` needs none of them; with NODE_ENV=production the ones marked
# "required" and "required in production" must be set, and nothing is made up.
`;

/** The text of `.env.example`. */
export function renderEnvExample(variables: VariableMap): string {
  const entries = Object.entries(variables).map(([name, variable]) => {
    const { doc, example, fallback } = variable;
    const shown = example ?? textOf(name === 'SERVER_NAME' ? '' : fallback);
    return `# ${doc}${requirement(variable)}\n# ${name}=${shown}\n`;
  });
  return [HEADER, ...entries].join('\n');
}

function requirement(variable: VariableMap[string]): string {
  if (!('fallback' in variable)) return ' (required)';
  return variable.requiredInProduction ? ' (required in production)' : '';
}

function textOf(fallback: unknown): string {
  return typeof fallback === 'string' || typeof fallback === 'number' ? String(fallback) : '';
}
