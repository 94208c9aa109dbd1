import { beforeEach, describe, expect, it } from '@jest/globals';
import { ForgetPayloads } from '../../../../src/application/identity/forget-payloads.js';
import { IPersonalData } from '../../../../src/application/identity/ports/personal-data.js';
import { FakeClock } from '../../../support/fakes/clock.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Of two runs. */
const OVERLAP_MS = 15 * MINUTE_MS;

/** So many pages of payloads; remembers which were asked for. */
class Payloads extends IPersonalData {
  pages = 1;
  readonly looks: { since: Date | null; from: string | null }[] = [];
  /** Before a page is answered. */
  meanwhile: () => void = () => undefined;

  async erase(): Promise<void> {
    throw new Error('Nobody is to be erased here.');
  }

  forgetAddress(): Promise<void> {
    return this.erase();
  }

  async erasePayloads(since: Date | null, from: string | null): Promise<string | null> {
    this.looks.push({ since, from });
    this.meanwhile();
    const page = Number(from ?? 0) + 1;
    return page < this.pages ? String(page) : null;
  }
}

describe('payloads about people whose accounts were deleted', () => {
  let clock: FakeClock;
  let payloads: Payloads;
  let forget: ForgetPayloads;
  beforeEach(() => {
    clock = new FakeClock();
    payloads = new Payloads();
    forget = new ForgetPayloads(payloads, clock);
  });

  const run = (signal = new AbortController().signal): Promise<void> => forget.execute(signal);
  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);
  const lastLook = (): unknown => payloads.looks.at(-1)?.since;

  it('are let go of page by page, each from where the one before ended', async () => {
    payloads.pages = 3;
    await forget.ofAllTime();
    expect(payloads.looks).toEqual([
      { since: null, from: null },
      { since: null, from: '1' },
      { since: null, from: '2' },
    ]);
  });

  it('are looked for as far back as a worker may have been away, and then since the last run, with some overlap', async () => {
    await run();
    expect(lastLook()).toEqual(ago(7 * DAY_MS + OVERLAP_MS));
    const firstRun = clock.now();
    clock.advance(60 * MINUTE_MS);
    await run();
    expect(lastLook()).toEqual(new Date(firstRun.getTime() - OVERLAP_MS));
  });

  it('are looked for since the run began, not since it ended: events go on meanwhile', async () => {
    const beganAt = clock.now();
    payloads.meanwhile = () => clock.advance(30 * MINUTE_MS);
    await run();
    payloads.meanwhile = () => undefined;
    await run();
    expect(lastLook()).toEqual(new Date(beganAt.getTime() - OVERLAP_MS));
  });

  it('are looked for once more where a run was stopped, or failed, before its end', async () => {
    const stop = new AbortController();
    payloads.pages = 3;
    payloads.meanwhile = () => stop.abort();
    await run(stop.signal);
    expect(payloads.looks).toHaveLength(1);
    payloads.meanwhile = () => {
      throw new Error('The database is away.');
    };
    await expect(run()).rejects.toThrow('The database is away.');
    payloads.meanwhile = () => undefined;
    await run();
    expect(lastLook()).toEqual(ago(7 * DAY_MS + OVERLAP_MS));
  });

  it('leave the looks of all time apart from those of the worker', async () => {
    await run();
    const beganAt = clock.now();
    clock.advance(60 * MINUTE_MS);
    await forget.ofAllTime();
    await run();
    expect(lastLook()).toEqual(new Date(beganAt.getTime() - OVERLAP_MS));
  });

  it('are never looked for without an end', async () => {
    payloads.pages = Infinity;
    await forget.ofAllTime();
    expect(payloads.looks).toHaveLength(1_000);
  });
});
