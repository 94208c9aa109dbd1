import { Global, Module } from '@nestjs/common';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { BeginIdempotentRequest } from '../application/system/begin-idempotent-request.js';
import { IIdempotencyStore } from '../application/system/ports/idempotency-store.js';
import { IOutageDetector } from '../application/system/ports/outage-detector.js';
import { IdempotencyStore } from '../infrastructure/persistence/system/idempotency-store.js';
import { OutageDetector } from '../infrastructure/persistence/system/outage-detector.js';
import { provideUseCase } from './provide-use-case.js';

/**
 * What the interceptor of `@IdempotentPosts()` needs. Global and in every process: each module with such a controller
 * makes the interceptor for itself, and worker and commands load those modules too.
 */
@Global()
@Module({
  providers: [
    { provide: IOutageDetector, useClass: OutageDetector },
    { provide: IIdempotencyStore, useClass: IdempotencyStore },
    provideUseCase(BeginIdempotentRequest, [IIdempotencyStore, IIdGenerator, IClock]),
  ],
  exports: [IOutageDetector, IIdempotencyStore, BeginIdempotentRequest],
})
export class IdempotencyModule {}
