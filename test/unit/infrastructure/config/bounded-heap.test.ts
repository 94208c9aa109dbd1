import { describe, expect, it } from '@jest/globals';
import { boundHeap } from '../../../../src/infrastructure/config/bounded-heap.js';

type Self = NonNullable<Parameters<typeof boundHeap>[0]>;

/** What `boundHeap` would replace the process with; null when it leaves it as it is. */
function replacement(changes: Partial<Self> = {}): readonly string[] | null {
  let command: readonly string[] | null = null;
  const execve = (_file: string, args: readonly string[] = []): never => {
    command = args;
    return undefined as never;
  };
  boundHeap({
    argv: ['/bin/node', 'dist/main.js', '--verbose'],
    connected: false,
    env: {},
    execArgv: ['--enable-source-maps'],
    execPath: '/bin/node',
    execve,
    platform: 'linux',
    ...changes,
  });
  return command;
}

describe('the bounded heap', () => {
  it('is given to a process that was started plainly, which keeps its own flags and arguments', () => {
    expect(replacement()).toEqual([
      '/bin/node',
      expect.stringMatching(/^--max-old-space-size=\d+$/),
      expect.stringMatching(/^--max-semi-space-size=\d+$/),
      '--enable-source-maps',
      'dist/main.js',
      '--verbose',
    ]);
  });

  it.each(['--max-old-space-size=512', '--max_old_space_size=512', '--max-semi-space-size=2'])(
    'leaves a process alone that was started with %s',
    (flag) => {
      expect(replacement({ execArgv: [flag] })).toBeNull();
      expect(replacement({ env: { NODE_OPTIONS: `--no-warnings ${flag}` } })).toBeNull();
    },
  );

  it('leaves a process alone whose parent talks to it: the channel would be lost', () => {
    expect(replacement({ connected: true })).toBeNull();
  });

  it('leaves a process alone where there is no such call', () => {
    expect(replacement({ platform: 'win32' })).toBeNull();
  });
});
