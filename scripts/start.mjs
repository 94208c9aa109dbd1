import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runStart } = await import('./lib/commands/start.mjs');
process.exit(await runStart(process.argv.slice(2)));
