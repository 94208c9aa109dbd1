import type { INotificationQueue } from '../../../../src/application/notifications/ports/notification-queue.js';
import { KEPT_FOR_MS, PurgeSent } from '../../../../src/application/notifications/purge-sent.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeNotificationQueue } from '../../../support/fakes/notification-queue.js';
import { FakeWebhookDeliveryQueue } from '../../../support/fakes/webhook-delivery-queue.js';

describe('forgetting what was sent', () => {
  it('goes on until less than a batch is left, with what is older than 30 days', async () => {
    const clock = new FakeClock();
    const deliveries = new FakeWebhookDeliveryQueue();
    deliveries.purgeable = [1_000, 1_000, 3];
    let mails = 0;
    const notifications = { purge: async () => mails++ } as unknown as INotificationQueue;
    await new PurgeSent(deliveries, notifications, clock).execute(new AbortController().signal);

    const before = new Date(clock.now().getTime() - KEPT_FOR_MS);
    expect(deliveries.purges).toEqual([before, before, before]);
    expect(mails).toBe(1);
  });

  it('leaves the rest to the next run when the process is told to stop', async () => {
    const stop = new AbortController();
    const deliveries = new FakeWebhookDeliveryQueue();
    deliveries.purgeable = [1_000, 1_000, 3];
    const purge = deliveries.purge.bind(deliveries);
    deliveries.purge = async (madeBefore) => {
      stop.abort();
      return purge(madeBefore);
    };
    const queue = new FakeNotificationQueue();
    await new PurgeSent(deliveries, queue, new FakeClock()).execute(stop.signal);
    expect(deliveries.purges).toHaveLength(1);
  });
});
