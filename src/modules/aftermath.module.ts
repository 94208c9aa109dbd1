import { Module } from '@nestjs/common';
import { ApplyAftermath } from '../application/payments/apply-aftermath.js';
import { FraudPolicy } from '../application/payments/fraud-policy.js';
import { IAftermathFacts } from '../application/payments/ports/aftermath-facts.js';
import { IFraudSignals } from '../application/payments/ports/fraud-signals.js';
import { IRefundRepository } from '../application/payments/ports/refund-repository.js';
import { RefundByPolicy } from '../application/payments/refund-by-policy.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IOutbox } from '../application/ports/outbox.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { StoredAftermathFacts } from '../infrastructure/persistence/payments/aftermath-facts.js';
import { FraudSignals } from '../infrastructure/persistence/payments/fraud-signals.js';
import { RefundRepository } from '../infrastructure/persistence/payments/refund-repository.js';
import { provideUseCase } from './provide-use-case.js';

/** What becomes of money after it was taken, as far as payments themselves must know. */
@Module({
  providers: [
    { provide: IAftermathFacts, useClass: StoredAftermathFacts },
    { provide: IRefundRepository, useClass: RefundRepository },
    { provide: IFraudSignals, useClass: FraudSignals },
    {
      provide: FraudPolicy,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new FraudPolicy(values.EARLY_FRAUD_WARNING_POLICY),
    },
    provideUseCase(ApplyAftermath, [
      IAftermathFacts,
      RefundByPolicy,
      FraudPolicy,
      IFindings,
      IOutbox,
      IClock,
    ]),
    provideUseCase(RefundByPolicy, [IRefundRepository, IAftermathFacts, IIdGenerator, IClock]),
  ],
  exports: [IAftermathFacts, IFraudSignals, IRefundRepository, ApplyAftermath, RefundByPolicy],
})
export class AftermathModule {}
