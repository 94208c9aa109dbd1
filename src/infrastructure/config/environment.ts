import { Configuration } from './configuration.js';
import { ConfigurationError } from './variable.js';

/** The configuration of this process; the one reader of `process.env`. @throws ConfigurationError with every problem at once. */
export const readConfiguration = (): Configuration => Configuration.from(process.env);

/** The configuration, or exit code 1 with every problem on standard error. */
export function configurationOrExit(): Configuration {
  try {
    return readConfiguration();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\nEvery variable is described in .env.example.\n`);
    process.exit(1);
  }
}
