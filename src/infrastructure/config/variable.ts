/** One environment variable: what it means, how its text is read, what stands in when it is not set. */
export interface Variable<T> {
  /** One line for `.env.example`. */
  readonly doc: string;
  /** @throws Error whose message completes the sentence "NAME ...". */
  readonly parse: (raw: string) => T;
  /** Used when the variable is not set. Left out: the variable is required. */
  readonly fallback?: T;
  /** Required with NODE_ENV=production, whatever the fallback. */
  readonly requiredInProduction?: boolean;
  /** Shown in `.env.example`. */
  readonly example?: string;
}

/** States the type of one variable's values. */
export const define = <T>(variable: Variable<T>): Variable<T> => variable;

export type VariableMap = Readonly<Record<string, Variable<unknown>>>;
export type ValuesOf<M extends VariableMap> = {
  readonly [K in keyof M]: M[K] extends Variable<infer T> ? T : never;
};

/** Every problem of the environment at once, by name. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
  }
}

/** Reads `definitions` from `env`. An empty value counts as not set. @throws ConfigurationError */
export function readVariables<M extends VariableMap>(definitions: M, env: NodeJS.ProcessEnv): ValuesOf<M> {
  const production = env.NODE_ENV === 'production';
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(definitions)) {
    const raw = env[name];
    // A variable that is set but blank is a slip of the pen, most dangerous for secrets: never silently a default.
    if (raw !== undefined && raw !== '' && raw.trim() === '') {
      problems.push(`${name} is blank. Set it or remove it. (${variable.doc})`);
    } else if (raw !== undefined && raw !== '') {
      try {
        values[name] = variable.parse(raw);
      } catch (error) {
        problems.push(`${name} ${error instanceof Error ? error.message : String(error)}`);
      }
    } else if (!('fallback' in variable) || (production && variable.requiredInProduction)) {
      problems.push(`${name} is required but not set. (${variable.doc})`);
    } else {
      values[name] = variable.fallback;
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return values as ValuesOf<M>;
}
