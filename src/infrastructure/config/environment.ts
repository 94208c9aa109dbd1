import { Configuration } from './configuration.js';
import { ConfigurationError } from './variable.js';

/** The configuration, or exit code 1 with every problem on standard error. The one reader of `process.env`. */
export function configurationOrExit(): Configuration {
  try {
    return Configuration.from(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\nEvery variable is described in .env.example.\n`);
    process.exit(1);
  }
}
