import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runTests } = await import('./lib/commands/test.mjs');
process.exitCode = await runTests(process.argv.slice(2));
