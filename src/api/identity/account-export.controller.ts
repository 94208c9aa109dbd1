import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ExportAccount } from '../../application/identity/export-account.js';
import { CurrentSession, type SessionUser } from '../http/auth/current-session.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { AccountExportResponse } from './account-export.dto.js';
import { writeAccountExport } from './account-export.presenter.js';

@ApiTags('Accounts')
@Controller('api/users/me/export')
export class AccountExportController {
  constructor(private readonly exportAccount: ExportAccount) {}

  /**
   * Everything that is known about one's account, as one JSON document to be kept: profile, consents, sessions, sign-ins,
   * orders with their history, payments, refunds and disputes, saved cards, mails. Written out while it is read. Needs a
   * session that has not ended, and Stripe in reach.
   */
  @Get()
  @SignInRateLimit()
  @HttpCode(200)
  @ApiOkResponse({ type: AccountExportResponse })
  async export(
    @CurrentSession() { organizationId, userId, sessionId }: SessionUser,
  ): Promise<StreamableFile> {
    const account = await this.exportAccount.execute({ organizationId, userId, sessionId });
    const name = `kaikei-account-${account.exportedAt.toISOString().slice(0, 'YYYY-MM-DD'.length)}.json`;
    return new StreamableFile(Readable.from(writeAccountExport(account)), {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
