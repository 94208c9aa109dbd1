import { BeatHeart } from '../../../src/application/system/beat-heart.js';
import { Heartbeats } from '../../../src/infrastructure/persistence/system/heartbeats.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { FakeClock } from '../../support/fakes/clock.js';
import { FakeIdGenerator } from '../../support/fakes/id-generator.js';

describe('heartbeats', () => {
  let connected: ConnectedDatabase;
  beforeAll(async () => {
    connected = await connectDatabase([]);
  });
  afterAll(() => connected.close());

  it('tell when any worker was last heard of; one row a process, gone a day after it', async () => {
    const heartbeats = new Heartbeats(connected.database);
    const clock = new FakeClock();
    const ids = new FakeIdGenerator();
    expect(await heartbeats.latest('worker')).toBeNull();

    const first = new BeatHeart(heartbeats, ids, clock);
    await first.execute({ process: 'worker' });
    clock.advance(2_000);
    await first.execute({ process: 'worker' });
    await new BeatHeart(heartbeats, ids, clock).execute({ process: 'worker' });
    expect(await heartbeats.latest('worker')).toEqual(clock.now());
    expect(await rows()).toBe(2);

    clock.advance(25 * 60 * 60 * 1_000);
    await new BeatHeart(heartbeats, ids, clock).execute({ process: 'worker' });
    expect(await rows()).toBe(1);
  });

  const rows = async (): Promise<number> =>
    (await connected.database.query('SELECT FROM process_heartbeats')).length;
});
