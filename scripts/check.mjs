import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runChecks } = await import('./lib/commands/check.mjs');
process.exitCode = await runChecks();
