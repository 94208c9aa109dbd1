import { jest } from '@jest/globals';
import { Progress } from '../../../src/cli/progress.js';

describe('progress of long work', () => {
  afterEach(() => jest.useRealTimers());

  it('is one line of a terminal, written again and again, and gone at the end', () => {
    const written: string[] = [];
    const lines: string[] = [];
    const terminal = { write: (text: string) => written.push(text) };
    const progress = new Progress({ terminal, writeLine: (line) => lines.push(line) });
    progress.show('100 events');
    progress.show('200 events');
    progress.end();
    expect(written).toEqual(['\r\u001b[2K100 events', '\r\u001b[2K200 events', '\r\u001b[2K']);
    expect(lines).toEqual([]);
  });

  it('is a plain line now and then elsewhere', () => {
    jest.useFakeTimers();
    const lines: string[] = [];
    const progress = new Progress({ terminal: null, writeLine: (line) => lines.push(line) });
    for (let second = 1; second <= 12; second += 1) {
      jest.advanceTimersByTime(1_000);
      progress.show(`after ${second} s`);
    }
    progress.end();
    expect(lines).toEqual(['after 5 s', 'after 10 s']);
  });

  it('is none for machines', () => {
    const progress = new Progress(null);
    expect(() => {
      progress.show('100 events');
      progress.end();
    }).not.toThrow();
  });
});
