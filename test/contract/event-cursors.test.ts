import type { IEventCursors } from '../../src/application/operations/ports/event-cursors.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { EventCursors } from '../../src/infrastructure/persistence/operations/event-cursors.js';
import { type ConnectedDatabase, connectDatabase } from '../support/connected-database.js';
import { FakeEventCursors } from '../support/fakes/event-cursors.js';

const OWN = { organizationId: DEFAULT_ORGANIZATION_ID, account: null, livemode: false };
const CONNECTED = { ...OWN, account: 'acct_1' };
const LIVE = { ...OWN, livemode: true };
const LEASE_MS = 60_000;

interface Setting {
  readonly cursors: IEventCursors;
  close(): Promise<void>;
}

const SETTINGS: readonly (readonly [string, () => Promise<Setting>])[] = [
  ['memory', async () => ({ cursors: new FakeEventCursors(), close: async () => undefined })],
  [
    'PostgreSQL',
    async () => {
      const connected: ConnectedDatabase = await connectDatabase([]);
      return { cursors: new EventCursors(connected.database), close: () => connected.close() };
    },
  ],
];

describe.each(SETTINGS)('cursors of lists of events in %s', (_name, open) => {
  let setting: Setting;
  let cursors: IEventCursors;

  beforeEach(async () => {
    setting = await open();
    ({ cursors } = setting);
  });
  afterEach(() => setting.close());

  it('are one for each account and mode', async () => {
    const at = new Date('2026-11-21T09:00:00Z');
    await cursors.advance(OWN, at);
    expect(await cursors.reached(OWN)).toEqual(at);
    for (const other of [CONNECTED, LIVE]) expect(await cursors.reached(other)).toBeNull();
  });

  it('never go back, however many advance them at once', async () => {
    const times = Array.from({ length: 20 }, (_, n) => new Date(Date.UTC(2026, 10, 1 + ((n * 7) % 20))));
    await Promise.all(times.map((time) => cursors.advance(OWN, time)));
    expect(await cursors.reached(OWN)).toEqual(new Date(Date.UTC(2026, 10, 20)));
  });

  it('are read by one of twenty that want to, before and after the row is there', async () => {
    for (let round = 0; round < 2; round += 1) {
      const leases = await Promise.all(Array.from({ length: 20 }, () => cursors.take(OWN, LEASE_MS)));
      const taken = leases.filter((lease) => lease !== null);
      expect(taken).toHaveLength(1);
      await cursors.release(OWN, taken[0] ?? '');
    }
  });

  it('of one account are read while another is', async () => {
    expect(await cursors.take(OWN, LEASE_MS)).not.toBeNull();
    expect(await cursors.take(CONNECTED, LEASE_MS)).not.toBeNull();
  });

  it('are taken over from one whose lease has lapsed, who then can neither renew nor release', async () => {
    const slow = (await cursors.take(OWN, 0)) ?? '';
    const quick = (await cursors.take(OWN, LEASE_MS)) ?? '';
    expect(await cursors.renew(OWN, slow, LEASE_MS)).toBe(false);
    await cursors.release(OWN, slow);
    expect(await cursors.take(OWN, LEASE_MS)).toBeNull();
    expect(await cursors.renew(OWN, quick, LEASE_MS)).toBe(true);
  });

  it('keep their place while they are leased and released', async () => {
    const at = new Date('2026-11-21T09:00:00Z');
    await cursors.advance(OWN, at);
    await cursors.release(OWN, (await cursors.take(OWN, LEASE_MS)) ?? '');
    expect(await cursors.reached(OWN)).toEqual(at);
  });
});
