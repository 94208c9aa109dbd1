/**
 * Left alone, V8 sizes its heap by the machine: the space for new objects alone grows to 128 MB under load, and a process
 * with 60 MB of live objects to 400 MB resident. Measured by `npm run bench` (docs/performance.md):
 * 16 MB half-spaces cost no throughput, and 256 MB of old objects are four times what is live under load.
 */
const HEAP_FLAGS = ['--max-old-space-size=256', '--max-semi-space-size=16'];

/** `--max-old-space-size`, `--max_semi_space_size` and the like: whoever sets one has thought about it. */
const SIZE_FLAG = /--max[-_](?:old[-_]space|semi[-_]space|heap)[-_]size/;

type Self = Pick<
  NodeJS.Process,
  'argv' | 'connected' | 'env' | 'execArgv' | 'execPath' | 'execve' | 'platform'
>;

/**
 * Starts this program anew with a bounded heap, in the same process, unless sizes are set already. V8 takes them at its
 * start only, and `node dist/main.js` should do. Call it before anything large is loaded: that would be in vain.
 */
export function boundHeap(self: Self = process): void {
  const given = [...self.execArgv, self.env.NODE_OPTIONS ?? ''];
  if (given.some((flags) => SIZE_FLAG.test(flags))) return;
  // Windows has no such call, and the channel to a parent would not survive it: who starts us so sets the sizes.
  if (self.connected || self.execve === undefined || self.platform === 'win32') return;
  self.execve(self.execPath, [self.execPath, ...HEAP_FLAGS, ...self.execArgv, ...self.argv.slice(1)]);
}
