/** Between two plain lines: a log that is read later needs no more. */
const LINE_INTERVAL_MS = 5_000;
const CLEAR_LINE = '\r\u001b[2K';

/** Where progress shows: a terminal, whose last line is written again, or lines. */
export interface ProgressOutput {
  /** Null where there is no terminal. */
  readonly terminal: { write: (text: string) => unknown } | null;
  readonly writeLine: (line: string) => void;
}

/** How far long work has come, for a person who waits for it. */
export class Progress {
  #nextLineAtMs = performance.now() + LINE_INTERVAL_MS;

  /** @param output null: nobody wants to know */
  constructor(private readonly output: ProgressOutput | null) {}

  show(text: string): void {
    if (this.output?.terminal) {
      this.output.terminal.write(`${CLEAR_LINE}${text}`);
    } else if (this.output && performance.now() >= this.#nextLineAtMs) {
      this.output.writeLine(text);
      this.#nextLineAtMs = performance.now() + LINE_INTERVAL_MS;
    }
  }

  /** Leaves the terminal's last line to the result. */
  end(): void {
    this.output?.terminal?.write(CLEAR_LINE);
  }
}
