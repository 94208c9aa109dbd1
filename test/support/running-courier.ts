import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type DomainEvent, IOutbox } from '../../src/application/ports/outbox.js';
import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import type { Configuration } from '../../src/infrastructure/config/configuration.js';
import { Courier } from '../../src/infrastructure/notifications/courier.js';
import { createLogger } from '../../src/infrastructure/telemetry/create-logger.js';
import { WorkerModule } from '../../src/modules/worker.module.js';

/** The part of the worker that carries events out, in this process. */
export class RunningCourier {
  readonly #stop = new AbortController();
  #done: Promise<void> = Promise.resolve();

  private constructor(
    /** Of the worker: whatever else it has. */
    readonly worker: INestApplicationContext,
    readonly logLines: readonly string[],
  ) {}

  static async start(configuration: Configuration): Promise<RunningCourier> {
    const logLines: string[] = [];
    const talkative = {
      ...configuration,
      values: { ...configuration.values, LOG_LEVEL: 'info' },
    } as Configuration;
    const logger = createLogger(talkative, 'worker', { write: (line) => logLines.push(line) });
    const worker = await NestFactory.createApplicationContext(WorkerModule.for(configuration, logger), {
      logger: false,
      abortOnError: false,
    });
    const courier = new RunningCourier(worker, logLines);
    courier.#done = worker.get(Courier).run(courier.#stop.signal);
    return courier;
  }

  /** One more fact: the same (type, subject, fact) again would change nothing. */
  async publish(event: Partial<DomainEvent> = {}): Promise<void> {
    await this.worker.get(IOutbox).publish({
      organizationId: DEFAULT_ORGANIZATION_ID,
      type: 'order.paid',
      subject: crypto.randomUUID(),
      fact: crypto.randomUUID(),
      data: { amount: 1_100, currency: 'jpy' },
      ...event,
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
    await this.worker.close();
  }
}
