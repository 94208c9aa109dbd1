import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { EnsureOperator } from '../application/identity/ensure-operator.js';
import { ILogger } from '../application/ports/logger.js';
import { DEFAULT_ORGANIZATION_ID } from '../domain/shared/organization.js';
import { Configuration } from '../infrastructure/config/configuration.js';

/** Makes the environment's operator before the first request is taken; an operator that stands keeps the password. */
@Injectable()
export class OperatorAtBoot implements OnApplicationBootstrap {
  constructor(
    private readonly configuration: Configuration,
    private readonly ensureOperator: EnsureOperator,
    private readonly logger: ILogger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { OPERATOR_EMAIL: email, OPERATOR_PASSWORD: password } = this.configuration.values;
    if (email === null || password === null) return;
    const organizationId = DEFAULT_ORGANIZATION_ID;
    const { userId, outcome } = await this.ensureOperator.execute({ organizationId, email, password });
    if (outcome !== 'unchanged')
      this.logger.info("The environment's operator is ready.", { user_id: userId, outcome });
  }
}
