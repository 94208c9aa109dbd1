import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A sandbox that was told to stop may take two seconds to end (the limit of its command), and then frees its lock. */
const PATIENCE_MS = 2500;
const POLL_MS = 50;

/** Another process keeps its state in this directory. */
class DirectoryInUseError extends Error {}

/** What this process holds: a lock with its pid that is not among these was left behind by an earlier process. */
const held = new Set<string>();

/**
 * Makes this process the only one that writes to `directory`, until the answer is called. The lock is a file with the
 * holder's pid and start time, so that one whose holder was killed frees itself. Throws a DirectoryInUseError.
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  mkdirSync(directory, { recursive: true });
  const path = join(resolve(directory), 'lock');
  const own = `${process.pid} ${startOf(process.pid) ?? ''}`;
  const deadline = Date.now() + PATIENCE_MS;
  while (!take(path, own)) {
    const holder = read(path);
    if (holder !== null && !isHeld(path, holder)) {
      remove(path, holder);
      continue;
    }
    if (holder !== null && Date.now() > deadline)
      throw new DirectoryInUseError(
        `The state in ${directory} is in use by another sandbox (process ${pidOf(holder)}). Stop that one, or choose another folder with --data or SANDBOX_DATA.`,
      );
    await wait(POLL_MS);
  }
  held.add(path);
  let freed = false;
  return () => {
    if (freed) return; // by now it may be somebody else's
    freed = true;
    held.delete(path);
    remove(path, own);
  };
}

/** Linking puts a complete file in place, or nothing if there is one. */
function take(path: string, own: string): boolean {
  const draft = `${path}-${process.pid}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function isHeld(path: string, holder: string): boolean {
  const pid = pidOf(holder);
  if (pid === process.pid) return held.has(path);
  const [, start] = holder.split(' ');
  if (start) return startOf(pid) === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Moves the file aside before looking at it: of two processes that both found it abandoned, one may be faster. */
function remove(path: string, expected: string): void {
  const aside = `${path}-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const found = read(aside);
  if (found !== null && found !== expected) take(path, found);
  rmSync(aside, { force: true });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ESRCH'].includes(code)) return null; // ESRCH: the process ended while it was looked at
    throw error;
  }
}

function pidOf(holder: string): number {
  return Number.parseInt(holder, 10);
}

/**
 * When a process started, in Linux's own units; a pid comes again, a pid with its start does not (proc_pid_stat(5)).
 * Null if there is no such process, if it has ended and only waits for its parent, or on systems without /proc.
 */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the command in parentheses, which may hold spaces; state is the third, start time the 22nd.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
}
