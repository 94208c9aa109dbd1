import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runCommand } = await import('./lib/commands/cli.mjs');
try {
  process.exit(await runCommand(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
