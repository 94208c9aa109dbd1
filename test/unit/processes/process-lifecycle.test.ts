import type { EventEmitter } from 'node:events';
import { jest } from '@jest/globals';
import { pino } from 'pino';
import { runUntilStopped } from '../../../src/process-lifecycle.js';

const EVENTS = ['SIGTERM', 'SIGINT', 'disconnect', 'uncaughtException'] as const;

type Event = (typeof EVENTS)[number];
type Listener = (...args: unknown[]) => void;
type Emit = (event: Event, ...args: unknown[]) => void;

const listenersOf = (event: Event): Listener[] => (process as EventEmitter).listeners(event) as Listener[];

describe('runUntilStopped', () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => lines.push(line) });
  const exits: unknown[] = [];
  let exited: () => void;

  beforeEach(() => {
    lines.length = 0;
    exits.length = 0;
    Object.assign(process, { connected: true });
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      exits.push(code);
      exited();
      return undefined as never;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Tells only the listeners that this run added, which are taken away again: the test's own process is not meant. */
  async function during(stop: () => Promise<void>, act: (emit: Emit) => void): Promise<void> {
    const before = new Map(EVENTS.map((event) => [event, listenersOf(event)]));
    const added = (event: Event): Listener[] =>
      listenersOf(event).filter((listener) => !before.get(event)?.includes(listener));
    const done = new Promise<void>((resolve) => (exited = resolve));
    runUntilStopped(logger, stop);
    try {
      act((event, ...args) => {
        for (const listener of added(event)) listener(...args);
      });
      await done;
    } finally {
      for (const event of EVENTS) for (const listener of added(event)) process.off(event, listener);
    }
  }

  it.each(['SIGTERM', 'SIGINT', 'disconnect'] as const)('stops once on %s, then exits 0', async (event) => {
    let stops = 0;
    const stop = (): Promise<void> => {
      stops += 1;
      return Promise.resolve();
    };
    await during(stop, (emit) => {
      emit(event);
      emit(event);
    });
    expect([stops, exits]).toEqual([1, [0]]);
  });

  it('stops at once when its parent went away while it was starting', async () => {
    Object.assign(process, { connected: false });
    await during(
      () => Promise.resolve(),
      () => undefined,
    );
    expect(exits).toEqual([0]);
  });

  it('exits 1 when stopping fails, and says why', async () => {
    await during(
      () => Promise.reject(new Error('stuck')),
      (emit) => emit('SIGTERM'),
    );
    expect(exits).toEqual([1]);
    expect(lines.join('')).toContain('stuck');
  });

  it('cuts off what does not end within its time', async () => {
    jest.useFakeTimers();
    try {
      await during(
        () => new Promise(() => undefined),
        (emit) => {
          emit('SIGTERM');
          jest.advanceTimersByTime(10_000);
        },
      );
    } finally {
      jest.useRealTimers();
    }
    expect(exits).toEqual([1]);
  });

  it('logs an error that nobody handled, and ends', async () => {
    await during(
      () => Promise.resolve(),
      (emit) => emit('uncaughtException', new Error('forgotten'), 'unhandledRejection'),
    );
    expect(exits).toEqual([1]);
    expect(lines.join('')).toContain('forgotten');
  });
});
