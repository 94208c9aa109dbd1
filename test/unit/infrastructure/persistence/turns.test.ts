import { Turns } from '../../../../src/infrastructure/persistence/turns.js';

const CONNECTION_GIVEN_UP_MS = 1_500;
const NO_DATABASE = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

describe('turns', () => {
  it('are taken one after the other, in the order in which they were asked for, and thing by thing', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const first = turns.take('order', async () => {
      await held;
      seen.push('first');
    });
    const second = turns.take('order', async () => void seen.push('second'));
    await turns.take('another order', async () => void seen.push('another'));
    goOn();
    await Promise.all([first, second]);
    expect(seen).toEqual(['another', 'first', 'second']);
  });

  it('go on behind one that has failed', async () => {
    const turns = new Turns();
    const first = turns.take('order', () => Promise.reject(new Error('refused')));
    const second = turns.take('order', () => Promise.resolve('done'));
    await expect(first).rejects.toThrow('refused');
    expect(await second).toBe('done');
  });

  it('end at once where the one ahead has waited long and found no database, and begin anew afterwards', async () => {
    let nowMs = 0;
    const turns = new Turns(() => nowMs);
    let tries = 0;
    const attempt = (): Promise<never> => {
      tries += 1;
      nowMs += CONNECTION_GIVEN_UP_MS;
      return Promise.reject(NO_DATABASE);
    };
    const all = await Promise.allSettled([1, 2, 3].map(() => turns.take('order', attempt)));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(tries).toBe(1);
    expect(await turns.take('order', () => Promise.resolve('there again'))).toBe('there again');
  });

  it('go on for whoever has just come where the one ahead has lost its connection, which may be its own alone', async () => {
    let nowMs = 0;
    const turns = new Turns(() => nowMs);
    const early = turns.take('order', () => {
      nowMs += CONNECTION_GIVEN_UP_MS;
      return Promise.reject(NO_DATABASE);
    });
    const waiting = turns.take('order', () => Promise.resolve('never tried'));
    await expect(early).rejects.toBe(NO_DATABASE);
    const late = turns.take('order', () => Promise.resolve('done'));
    await expect(waiting).rejects.toBe(NO_DATABASE);
    expect(await late).toBe('done');

    const broken = turns.take('order', () => Promise.reject(NO_DATABASE));
    const next = turns.take('order', () => Promise.resolve('done'));
    await expect(broken).rejects.toBe(NO_DATABASE);
    expect(await next).toBe('done');
  });
});
