import { Module } from '@nestjs/common';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { BeatHeart } from '../application/system/beat-heart.js';
import { IHeartbeats } from '../application/system/ports/heartbeats.js';
import { IIdempotencyStore } from '../application/system/ports/idempotency-store.js';
import { PurgeExpiredIdempotencyKeys } from '../application/system/purge-expired-idempotency-keys.js';
import { Heartbeats } from '../infrastructure/persistence/system/heartbeats.js';
import { provideUseCase } from './provide-use-case.js';

/** What the worker does at regular times, whatever happens. */
@Module({
  providers: [
    { provide: IHeartbeats, useClass: Heartbeats },
    provideUseCase(BeatHeart, [IHeartbeats, IIdGenerator, IClock]),
    provideUseCase(PurgeExpiredIdempotencyKeys, [IIdempotencyStore, IClock]),
  ],
  exports: [BeatHeart, PurgeExpiredIdempotencyKeys],
})
export class UpkeepModule {}
