import { inspectProcess } from './processes.mjs';

/** npm, a shell, and the older Node that passed on to ours: no more stand between npm and us. */
const MAX_DEPTH = 4;
const INTERVAL_MS = 500;

/**
 * Started by npm, we hear of a Ctrl-C, but not of npm being killed: it takes nobody with it.
 *
 * @param {() => void} onGone called once when npm, or what stands between, is no longer there
 * @returns {() => void} ends the watch
 */
export function watchNpm(onGone) {
  if (!process.env['npm_lifecycle_event']) return () => undefined;
  const chain = chainToNpm();
  const timer = setInterval(() => {
    if (chain.every(({ pid, parent }) => inspectProcess(pid)?.parent === parent)) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** @returns {{ pid: number, parent: number }[]} ourselves first, up to the child of npm; empty when it is not found */
function chainToNpm() {
  const chain = [{ pid: process.pid, parent: process.ppid }];
  for (let pid = process.ppid; chain.length < MAX_DEPTH;) {
    const info = inspectProcess(pid);
    if (!info) break;
    if (/\bnpm\b/.test(info.command)) return chain;
    chain.push({ pid, parent: info.parent });
    pid = info.parent;
  }
  return [];
}
