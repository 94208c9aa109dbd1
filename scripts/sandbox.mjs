import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runSandbox } = await import('./lib/commands/sandbox.mjs');
process.exitCode = await runSandbox(process.argv.slice(2));
