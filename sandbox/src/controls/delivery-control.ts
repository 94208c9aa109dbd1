import type { DeliverySettings } from '../deliveries/delivery-settings.js';
import { ControlError, controlBody, numberIn } from './control-body.js';

/** More copies than this would only test the machine. */
const MAX_COPIES = 100;
const MAX_SHUFFLE_MS = 3_600_000;

/** `PUT /_sandbox/delivery` replaces all of it: what is left out goes back to normal. */
export function readDelivery(raw: unknown): DeliverySettings {
  const body = controlBody(raw, ['paused', 'lose', 'duplicate', 'shuffle_ms', 'twin']);
  const paused = body.paused ?? false;
  if (typeof paused !== 'boolean') throw new ControlError('paused must be true or false.');
  return {
    paused,
    lose: numberIn(body, 'lose', 0, 0, 1),
    duplicate: Math.floor(numberIn(body, 'duplicate', 0, 0, MAX_COPIES)),
    shuffle_ms: numberIn(body, 'shuffle_ms', 0, 0, MAX_SHUFFLE_MS),
    twin: numberIn(body, 'twin', 0, 0, 1),
  };
}
