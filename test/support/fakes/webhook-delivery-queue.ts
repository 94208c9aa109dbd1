import {
  type ClaimedDelivery,
  type DeliveryAttempt,
  type DeliveryVerdict,
  IWebhookDeliveryQueue,
  type NewDelivery,
  type ResendOutcome,
} from '../../../src/application/notifications/ports/webhook-delivery-queue.js';

export interface SettledDelivery {
  readonly id: string;
  readonly attempt: DeliveryAttempt;
  readonly verdict: DeliveryVerdict;
}

/** Writes down what it is told; claiming is the database's business, and tested there. */
export class FakeWebhookDeliveryQueue extends IWebhookDeliveryQueue {
  readonly added: NewDelivery[] = [];
  readonly settled: SettledDelivery[] = [];
  readonly givenBack: string[] = [];
  readonly cancelled: string[] = [];
  readonly purges: Date[] = [];
  leaseLost = false;
  resendOutcome: ResendOutcome = 'queued';
  /** How many rows each of the next purges finds. */
  purgeable: number[] = [];

  async add(deliveries: readonly NewDelivery[]): Promise<void> {
    this.added.push(...deliveries);
  }

  async claim(): Promise<ClaimedDelivery[]> {
    return [];
  }

  async settle(
    { id }: ClaimedDelivery,
    attempt: DeliveryAttempt,
    verdict: DeliveryVerdict,
  ): Promise<boolean> {
    if (this.leaseLost) return false;
    this.settled.push({ id, attempt, verdict });
    return true;
  }

  async giveBack({ id }: ClaimedDelivery): Promise<void> {
    this.givenBack.push(id);
  }

  async cancelPending(_organizationId: string, endpointId: string): Promise<void> {
    this.cancelled.push(endpointId);
  }

  async resend(): Promise<ResendOutcome> {
    return this.resendOutcome;
  }

  async purge(madeBefore: Date): Promise<number> {
    this.purges.push(madeBefore);
    return this.purgeable.shift() ?? 0;
  }
}
