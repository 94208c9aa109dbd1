import { MAX_REPLAYED, ReplayEvents } from '../../../../src/application/operations/replay-events.js';
import { ReplayEvent } from '../../../../src/application/operations/replay-event.js';
import type { ReplaySelection } from '../../../../src/application/operations/ports/event-records.js';
import { ThinEventPayloads } from '../../../../src/application/operations/thin-event-payloads.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { FakeAuditLog } from '../../../support/fakes/audit-log.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeEventRecords } from '../../../support/fakes/event-records.js';
import { FakeUnitOfWork } from '../../../support/fakes/unit-of-work.js';
import { receivedEvent } from '../../../support/received-event.js';

const actorUserId = '00000000-0000-7000-8000-00000000000a';

describe('replaying', () => {
  let records: FakeEventRecords;
  let audit: FakeAuditLog;
  let unitOfWork: FakeUnitOfWork;

  beforeEach(async () => {
    records = new FakeEventRecords();
    unitOfWork = new FakeUnitOfWork();
    audit = new FakeAuditLog(unitOfWork);
    for (const id of ['evt_1', 'evt_2', 'evt_3']) await records.store(receivedEvent(id));
  });

  const replay = (selection: ReplaySelection): ReturnType<ReplayEvents['execute']> =>
    new ReplayEvents(records, records, audit, unitOfWork).execute({ organizationId, actorUserId, selection });

  it('many events is one deed in the audit log', async () => {
    expect(await replay({ ids: ['evt_1', 'evt_3'] })).toEqual({ replayed: 2, hasMore: false });
    expect(records.replayed).toEqual(['evt_1', 'evt_3']);
    expect(audit.entries).toMatchObject([
      { action: 'events.replayed', actorUserId, detail: { replayed: 2, ids: ['evt_1', 'evt_3'] } },
    ]);
  });

  it('replays none when one of those named is unknown', async () => {
    await expect(replay({ ids: ['evt_1', 'evt_none'] })).rejects.toMatchObject({ code: 'event_not_found' });
    expect([records.replayed, audit.entries]).toEqual([[], []]);
  });

  it('replays none when the payload of one is no longer kept', async () => {
    records.thinned.add('evt_2');
    await expect(replay({ ids: ['evt_1', 'evt_2'] })).rejects.toMatchObject({
      code: 'event_thinned',
      kind: 'conflict',
    });
    expect(records.replayed).toEqual([]);
  });

  it('the dead ones goes on with the rest when there are more than fit', async () => {
    for (let n = 0; n < MAX_REPLAYED + 1; n += 1) {
      await records.store(receivedEvent(`evt_dead_${n}`));
      records.dead.add(`evt_dead_${n}`);
    }
    const selection = { status: 'dead', type: null } as const;
    expect(await replay(selection)).toEqual({ replayed: MAX_REPLAYED, hasMore: true });
    expect(await replay(selection)).toEqual({ replayed: 1, hasMore: false });
    expect(await replay(selection)).toEqual({ replayed: 0, hasMore: false });
    expect(audit.entries).toHaveLength(2);
  });

  it('the dead ones of one type leaves the others', async () => {
    await records.store(receivedEvent('evt_refund', { type: 'refund.failed' }));
    records.dead.add('evt_1').add('evt_refund');
    expect(await replay({ status: 'dead', type: 'refund.failed' })).toEqual({ replayed: 1, hasMore: false });
    expect([...records.dead]).toEqual(['evt_1']);
  });

  it('one event is refused once its payload is no longer kept', async () => {
    records.thinned.add('evt_1');
    const one = new ReplayEvent(records, records, audit, unitOfWork);
    await expect(one.execute({ organizationId, actorUserId, eventId: 'evt_1' })).rejects.toMatchObject({
      code: 'event_thinned',
    });
    await one.execute({ organizationId, actorUserId: null, eventId: 'evt_2' });
    expect(audit.entries).toMatchObject([{ action: 'event.replayed', subject: 'evt_2', actorUserId: null }]);
  });
});

describe('thinning', () => {
  it('goes on in batches until nothing old has a payload', async () => {
    const records = new FakeEventRecords();
    for (let n = 0; n < 2_500; n += 1) records.doneAt.set(`evt_${n}`, new Date('2026-01-01'));
    const thinning = new ThinEventPayloads(records, new FakeClock());
    const { signal } = new AbortController();
    expect(await thinning.execute({ keptDays: 30, signal })).toBe(2_500);
    expect(await thinning.execute({ keptDays: 30, signal })).toBe(0);
  });
});
