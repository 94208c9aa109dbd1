import type { ReceivedEvent } from '../../src/application/ports/event-inbox.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';

/** An event as the endpoint hands it to the inbox, unless said otherwise about `pi_1`. */
export function receivedEvent(id: string, changes: Partial<ReceivedEvent> = {}): ReceivedEvent {
  const event: Omit<ReceivedEvent, 'payload'> = {
    organizationId: DEFAULT_ORGANIZATION_ID,
    id,
    account: null,
    type: 'payment_intent.processing',
    objectId: 'pi_1',
    livemode: false,
    apiVersion: '2026-10-28.endive',
    createdAt: new Date('2026-11-20T09:00:00Z'),
    ...changes,
  };
  const payload = JSON.stringify({ id, data: { object: { id: event.objectId } } });
  return { payload, ...event, ...changes };
}
