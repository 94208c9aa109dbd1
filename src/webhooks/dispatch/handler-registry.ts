import { invariant } from '../../domain/shared/domain-error.js';
import type { StripeEventHandler } from './stripe-event-handler.js';

/** Which handler an event type has. A type without one is not ours to act on. */
export class HandlerRegistry {
  readonly #byType = new Map<string, StripeEventHandler>();

  constructor(handlers: readonly StripeEventHandler[]) {
    for (const handler of handlers) {
      for (const type of handler.types) {
        invariant(!this.#byType.has(type), `Two handlers want ${type}.`);
        this.#byType.set(type, handler);
      }
    }
  }

  get types(): readonly string[] {
    return [...this.#byType.keys()];
  }

  find(type: string): StripeEventHandler | null {
    return this.#byType.get(type) ?? null;
  }
}
