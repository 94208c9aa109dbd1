import { Injectable } from '@nestjs/common';
import { IPayerDirectory, type Payer } from '../../../application/payments/ports/payer-directory.js';
import { Database } from '../database.js';

@Injectable()
export class PayerDirectory extends IPayerDirectory {
  constructor(private readonly database: Database) {
    super();
  }

  async find(organizationId: string, userId: string): Promise<Payer | null> {
    const [row] = await this.database.query<Payer>(
      'SELECT email, name, locale FROM users WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL',
      [organizationId, userId],
    );
    return row ?? null;
  }
}
