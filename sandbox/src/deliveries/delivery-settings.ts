import type { Operation } from '../core/operation.js';

/** `PUT /_sandbox/delivery`: how badly webhooks are delivered. */
export interface DeliverySettings {
  paused: boolean;
  /** Chance that an event is never sent. */
  lose: number;
  /** Extra copies of each delivery. */
  duplicate: number;
  /** Each delivery waits up to this long, at random. */
  shuffle_ms: number;
  /** Chance that the same fact is recorded again under another event id. */
  twin: number;
}

const WELL_BEHAVED: DeliverySettings = {
  paused: false,
  lose: 0,
  duplicate: 0,
  shuffle_ms: 0,
  twin: 0,
};

export function readDeliverySettings(op: Pick<Operation, 'get'>): DeliverySettings {
  const setting = op.get('settings', 'delivery');
  return setting?.id === 'delivery' ? setting : WELL_BEHAVED;
}
