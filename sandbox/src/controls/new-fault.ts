import type { Operation } from '../core/operation.js';
import { ControlError, controlBody, numberIn, oneOf, optionalText } from './control-body.js';
import type { Fault } from './fault.js';

const KEYS = ['route', 'kind', 'status', 'when', 'delay_ms', 'times'];
const KINDS = ['delay', 'hang', 'reset', 'truncate', 'status'] as const;

/** Longer delays than ten minutes are hangs. */
const MAX_DELAY_MS = 600_000;
const MAX_TIMES = 1_000_000;

export function newFault(op: Operation, raw: unknown): Fault {
  const body = controlBody(raw, KEYS);
  const route = optionalText(body, 'route') ?? '';
  if (!/^(GET|POST|DELETE) \/v1\/\S+$/.test(route))
    throw new ControlError('route must look like "POST /v1/payment_intents/:id/confirm".');
  return op.put('faults', {
    id: op.id('fault'),
    route: route.replace(/\/$/, ''),
    kind: oneOf(body, 'kind', KINDS),
    when: oneOf(body, 'when', ['before', 'after'] as const, 'before'),
    status: numberIn(body, 'status', 500, 400, 599),
    delay_ms: numberIn(body, 'delay_ms', 1000, 0, MAX_DELAY_MS),
    times: Math.floor(numberIn(body, 'times', 1, 1, MAX_TIMES)),
  });
}
