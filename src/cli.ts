import { readNewPassword } from './cli/new-password.js';
import { createProgram } from './cli/program.js';
import { wordsFor } from './cli/user-error.js';
import { readConfiguration } from './infrastructure/config/environment.js';

const program = createProgram({
  configuration: readConfiguration,
  write: (line) => process.stdout.write(`${line}\n`),
  readPassword: readNewPassword,
  // Beside the result, which may be piped on.
  terminal: process.stderr.isTTY ? process.stderr : null,
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${wordsFor(error)}\n`);
  process.exitCode = 1;
}
