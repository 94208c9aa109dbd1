import type { FastifyReply } from 'fastify';
import type { World } from '../core/world.js';
import { StripeError } from '../core/stripe-error.js';
import { type Fault, faultMatches } from '../controls/fault.js';

/** Takes scripted faults from the store, and holds what hangs until it is released. */
export class FaultInjection {
  readonly #held = new Set<() => void>();

  constructor(private readonly world: World) {}

  /** The fault that hits this request, if any; it is used up by one. */
  take(method: string, path: string): Fault | null {
    const faults = this.world.store.collection('faults');
    if (faults.size === 0) return null;
    for (const fault of faults.oldestFirst()) {
      if (!faultMatches(fault, method, path)) continue;
      this.world.operate(null, (op) => {
        if (fault.times > 1) op.put('faults', { ...fault, times: fault.times - 1 });
        else op.delete('faults', fault.id);
      });
      return fault;
    }
    return null;
  }

  /** Waits where the fault is one of waiting. A hanging request ends with `release`, or when its client goes away. */
  async wait(fault: Fault, reply: FastifyReply): Promise<void> {
    if (fault.kind !== 'delay' && fault.kind !== 'hang') return;
    const socket = reply.raw.socket;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#held.delete(done);
        clearTimeout(timer);
        socket?.off('close', done);
        resolve();
      };
      const timer = fault.kind === 'delay' ? setTimeout(done, fault.delay_ms) : undefined;
      this.#held.add(done);
      socket?.on('close', done);
    });
  }

  /** Lets everything go on that hangs or is delayed. */
  release(): void {
    for (const done of [...this.#held]) done();
  }
}

/** The answer of a fault of kind `status`. 429 carries what Stripe's carries, and no `Retry-After`; 404 says that it is not there. */
export function faultError(fault: Fault): StripeError {
  if (fault.status === 429)
    return new StripeError(429, {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    });
  const type = fault.status >= 500 ? 'api_error' : 'invalid_request_error';
  return new StripeError(fault.status, {
    type,
    ...(fault.status === 404 ? { code: 'resource_missing' } : {}),
    message: `The sandbox was asked to answer ${fault.status} here.`,
  });
}

/** Closes the connection: at once with a TCP reset, or after half of the answer. */
export function breakConnection(fault: Fault, reply: FastifyReply, body: string): void {
  reply.hijack();
  const socket = reply.raw.socket;
  if (fault.kind === 'reset' || socket === null) {
    socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(body);
  reply.raw.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
  reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroy());
}
