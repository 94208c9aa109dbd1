import { ensureRuntime } from './lib/runtime.mjs';

await ensureRuntime();
const { runBrowserTests } = await import('./lib/commands/test-browser.mjs');
process.exitCode = await runBrowserTests(process.argv.slice(2));
