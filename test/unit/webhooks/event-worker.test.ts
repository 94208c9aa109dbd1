import { UnheardOfError } from '../../../src/application/payments/unheard-of.js';
import { StripeUnavailableError } from '../../../src/application/ports/stripe-service.js';
import { MAX_LOOKUPS } from '../../../src/webhooks/dispatch/retry-schedule.js';
import { EventEngine } from '../../support/event-engine.js';
import { eventually } from '../../support/eventually.js';
import { receivedEvent } from '../../support/received-event.js';

const WITHIN_MS = 5_000;
/** More than may look at Stripe at once (work-lanes.ts). */
const MANY = 100;

describe('the worker', () => {
  let engine: EventEngine;

  beforeEach(() => {
    engine = new EventEngine();
  });
  afterEach(() => engine.stop());

  const arrive = async (...events: [id: string, type: string, objectId: string][]): Promise<void> => {
    for (const [id, type, objectId] of events)
      await engine.inbox.store(receivedEvent(id, { type, objectId }));
  };
  const until = (condition: () => boolean): Promise<boolean> =>
    eventually(() => Promise.resolve(condition()), Boolean, WITHIN_MS);
  const statusOf = (id: string): string | undefined => engine.inbox.statusOf(id);

  it('does other objects while Stripe hangs under more than may ask at once', async () => {
    for (let index = 0; index < MANY; index += 1)
      await arrive([`evt_slow_${index}`, 'doubtful', `pi_${index}`]);
    await until(() => engine.handler.looks.length > 10);
    for (let index = 0; index < MANY; index += 1)
      await arrive([`evt_${index}`, 'certain', `pi_other_${index}`]);
    await until(() => engine.handler.effects.length === MANY);
    expect(engine.handler.effects.every((effect) => !effect.includes('slow'))).toBe(true);
  });

  it('asks Stripe once for a burst of one object, and settles each of its events', async () => {
    const ids = ['evt_1', 'evt_2', 'evt_3'];
    await arrive(...ids.map((id): [string, string, string] => [id, 'doubtful', 'pi_1']));
    await until(() => engine.handler.looks.length === 1);
    engine.handler.looks[0]?.answer('fresh');
    await until(() => ids.every((id) => statusOf(id) === 'processed'));
    expect(engine.handler.looks).toHaveLength(1);
    expect(engine.handler.effects).toEqual(['evt_3 fresh']);
  });

  it('asks anew for an event that came after the question was put', async () => {
    await arrive(['evt_1', 'doubtful', 'pi_1']);
    await until(() => engine.handler.looks.length === 1);
    await arrive(['evt_2', 'doubtful', 'pi_1']);
    engine.handler.looks[0]?.answer('early');
    await until(() => engine.handler.looks.length === 2);
    engine.handler.looks[1]?.answer('late');
    await until(() => statusOf('evt_2') === 'processed');
    expect(engine.handler.effects).toEqual(['evt_1 early', 'evt_2 late']);
  });

  it('looks again where somebody else wrote meanwhile, and gives up after a few looks', async () => {
    engine.handler.doubtsLeft = 4;
    await arrive(['evt_1', 'doubtful', 'pi_1']);
    for (let look = 0; look < 3; look += 1) {
      await until(() => engine.handler.looks.length === look + 1);
      engine.handler.looks[look]?.answer('stale');
    }
    await until(() => engine.inbox.events.get('evt_1')?.attempts === 1);
    expect(engine.inbox.events.get('evt_1')?.error).toContain('3 fresh looks left a doubt');
    engine.inbox.allDue();
    for (let look = 3; look < 5; look += 1) {
      await until(() => engine.handler.looks.length === look + 1);
      engine.handler.looks[look]?.answer('fresh');
    }
    await until(() => statusOf('evt_1') === 'processed');
  });

  it('lets a poison event of a burst back off alone, whether or not Stripe was asked', async () => {
    await arrive(
      ['evt_1', 'poison', 'pi_1'],
      ['evt_2', 'certain', 'pi_1'],
      ['evt_3', 'doubtful', 'pi_1'],
      ['evt_4', 'poison_when_fresh', 'pi_1'],
    );
    await until(() => engine.handler.looks.length === 1);
    engine.handler.looks[0]?.answer('fresh');
    await until(() => statusOf('evt_3') === 'processed');
    expect(engine.handler.effects).toEqual(['evt_2', 'evt_3 fresh']);
    expect(['evt_1', 'evt_4'].map((id) => engine.inbox.events.get(id))).toMatchObject([
      { status: 'pending', attempts: 1, error: 'TypeError: cannot be read' },
      { status: 'pending', attempts: 1, error: 'TypeError: cannot be applied' },
    ]);
  });

  it('counts no try while Stripe is out of reach, and brings the events of one object back together', async () => {
    await arrive(['evt_1', 'doubtful', 'pi_1'], ['evt_2', 'doubtful', 'pi_1']);
    await until(() => engine.handler.looks.length === 1);
    engine.handler.looks[0]?.fail(new StripeUnavailableError('Stripe hangs'));
    await until(() => engine.inbox.events.get('evt_2')?.error !== null);
    const [first, second] = [...engine.inbox.events.values()];
    expect(first).toMatchObject({
      status: 'pending',
      attempts: 0,
      error: 'StripeUnavailableError: Stripe hangs',
    });
    expect(first?.dueAt).toEqual(second?.dueAt);
    expect(first?.dueAt).not.toBeNull();
  });

  it('counts a refusal of Stripe as a failure', async () => {
    await arrive(['evt_1', 'doubtful', 'pi_1']);
    await until(() => engine.handler.looks.length === 1);
    engine.handler.looks[0]?.fail(new Error('no such payment'));
    await until(() => engine.inbox.events.get('evt_1')?.attempts === 1);
    expect(engine.inbox.events.get('evt_1')?.error).toBe('Error: no such payment');
  });

  it('ignores an event of something that Stripe denies to have, once it has said so several times', async () => {
    await arrive(['evt_1', 'doubtful', 'dp_1']);
    for (let denial = 1; denial <= MAX_LOOKUPS; denial += 1) {
      await until(() => engine.handler.looks.length === denial);
      expect(statusOf('evt_1')).toBe('pending');
      engine.handler.looks[denial - 1]?.fail(new UnheardOfError('No such dispute'));
      await until(() => engine.inbox.events.get('evt_1')?.attempts === denial);
      engine.inbox.allDue();
    }
    expect(engine.inbox.events.get('evt_1')).toMatchObject({ status: 'ignored', error: null });
  });

  it('told to stop, waits for no answer and leaves everything to the others', async () => {
    await arrive(['evt_1', 'doubtful', 'pi_1']);
    await until(() => engine.handler.looks.length === 1);
    await engine.stop();
    expect(engine.inbox.events.get('evt_1')).toMatchObject({ status: 'pending', attempts: 0, dueAt: null });
    expect(engine.inbox.leases.size).toBe(0);
    expect(engine.logger.lines).toEqual([]);
  });

  it('goes on when the database is there again, and does what it could not keep without waiting for a lease to lapse', async () => {
    await arrive(['evt_1', 'doubtful', 'pi_1']);
    await until(() => engine.handler.looks.length === 1);
    engine.inbox.available = false;
    engine.handler.looks[0]?.answer('lost');
    await until(() => engine.logger.lines.some(({ message }) => message.includes('could not be kept')));
    engine.inbox.available = true;
    await until(() => engine.handler.looks.length === 2);
    engine.handler.looks[1]?.answer('fresh');
    await until(() => statusOf('evt_1') === 'processed');
    expect(engine.inbox.claims).toBe(2);
  });
});
