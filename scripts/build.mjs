import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runBuild } = await import('./lib/commands/build.mjs');
process.exitCode = await runBuild(process.argv.slice(2));
