import { type DomainEvent, type DomainEventType, IOutbox } from '../../../src/application/ports/outbox.js';

/** Keeps every event once. */
export class FakeOutbox extends IOutbox {
  readonly events: DomainEvent[] = [];

  async publish(event: DomainEvent): Promise<void> {
    const stands = this.events.some(
      ({ organizationId, type, subject, fact }) =>
        organizationId === event.organizationId &&
        type === event.type &&
        subject === event.subject &&
        fact === event.fact,
    );
    if (!stands) this.events.push(event);
  }

  ofType(type: DomainEventType): DomainEvent[] {
    return this.events.filter((event) => event.type === type);
  }
}
