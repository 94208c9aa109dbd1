import { Module } from '@nestjs/common';
import { ApplyAftermath } from '../application/payments/apply-aftermath.js';
import { IAftermathFacts } from '../application/payments/ports/aftermath-facts.js';
import { IRefundRepository } from '../application/payments/ports/refund-repository.js';
import { RefundByPolicy } from '../application/payments/refund-by-policy.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IOutbox } from '../application/ports/outbox.js';
import { StoredAftermathFacts } from '../infrastructure/persistence/payments/aftermath-facts.js';
import { RefundRepository } from '../infrastructure/persistence/payments/refund-repository.js';
import { provideUseCase } from './provide-use-case.js';

/** What becomes of money after it was taken, as far as payments themselves must know. */
@Module({
  providers: [
    { provide: IAftermathFacts, useClass: StoredAftermathFacts },
    { provide: IRefundRepository, useClass: RefundRepository },
    provideUseCase(ApplyAftermath, [IAftermathFacts, IFindings, IOutbox, IClock]),
    provideUseCase(RefundByPolicy, [IRefundRepository, IAftermathFacts, IIdGenerator, IClock]),
  ],
  exports: [IAftermathFacts, IRefundRepository, ApplyAftermath, RefundByPolicy],
})
export class AftermathModule {}
