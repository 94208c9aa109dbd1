import type { ClaimedEvent } from '../../../src/application/ports/event-inbox.js';
import { toStripeEvent } from '../../../src/webhooks/dispatch/stripe-event.js';
import { receivedEvent } from '../../support/received-event.js';

const claimed = (object: string): ClaimedEvent => {
  const event = receivedEvent('evt_1', { payload: `{"data":{"object":${object}}}` });
  const lease = { id: 'lease_1', organizationId: event.organizationId, account: '', object: 'pi_1' };
  return { ...event, lease, attempts: 1, replays: 0 };
};

describe('the object of an event', () => {
  it.each([
    ['a null character', String.raw`"a\u0000b"`, 'a\u{FFFD}b'],
    ['half a surrogate pair', String.raw`"a\uD83Db"`, 'a\u{FFFD}b'],
    ['a whole pair', String.raw`"\ud83d\ude00"`, '😀'],
    ['a backslash that escapes nothing', String.raw`"\\u0000"`, String.raw`\u0000`],
  ])('can be written down, though a text of it has %s', (_what, text, read) => {
    expect(toStripeEvent(claimed(`{"id":"pi_1","message":${text}}`)).object).toEqual({
      id: 'pi_1',
      message: read,
    });
    expect(toStripeEvent(claimed(`{"list":[${text}]}`)).object).toEqual({ list: [read] });
  });

  it('is empty where its payload holds none', () => {
    expect(toStripeEvent(claimed('[1]')).object).toEqual({});
  });
});
