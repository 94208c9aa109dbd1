import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runBenchmarks } = await import('./lib/commands/bench.mjs');
process.exit(await runBenchmarks(process.argv.slice(2)));
