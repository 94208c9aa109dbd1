import { type Sandbox, startSandbox } from 'kaikei-sandbox';

export interface Fault {
  readonly route: string;
  readonly kind: 'delay' | 'hang' | 'reset' | 'truncate' | 'status';
  readonly when: 'before' | 'after';
  readonly status?: number;
  readonly delay_ms?: number;
  readonly times: number;
}

/** A Stripe of the test's own, with its controls. */
export class TestSandbox {
  private constructor(readonly sandbox: Sandbox) {}

  static async start(webhook?: { url: string; secret: string }, port = 0): Promise<TestSandbox> {
    return new TestSandbox(await startSandbox({ port, ...(webhook ? { webhook } : {}) }));
  }

  get url(): string {
    return this.sandbox.url;
  }

  async close(): Promise<void> {
    await this.clearFaults();
    await this.sandbox.close();
  }

  async reset(): Promise<void> {
    await this.#control('POST', 'reset');
  }

  async fail(fault: Fault): Promise<void> {
    await this.#control('POST', 'faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.#control('DELETE', 'faults');
  }

  /** Moves Stripe's time on: what falls due on the way happens. */
  async advance(seconds: number): Promise<void> {
    await this.#control('POST', 'time', { advance_seconds: seconds });
  }

  /** Has something happen that nobody at an API does. @param object left out: the newest that fits */
  async trigger(kind: string, object?: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.#control('POST', 'trigger', { kind, ...(object === undefined ? {} : { object }), ...more });
  }

  /** How events reach us from now on; nothing said: as they should. */
  async deliverBadly(faults: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#control('PUT', 'delivery', faults);
  }

  async #control(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await fetch(`${this.url}/_sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`The sandbox refused ${method} ${path}: ${await answer.text()}`);
  }
}
