import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ExportAccount } from '../../application/identity/export-account.js';
import { type AuthenticatedUser, entryOf } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { AccountExportResponse } from './account-export.dto.js';
import { writeAccountExport } from './account-export.presenter.js';

@ApiTags('Accounts')
@Controller('api/users/me/export')
export class AccountExportController {
  constructor(private readonly exportAccount: ExportAccount) {}

  /**
   * Everything that is known about one's account, as one JSON document to be kept: profile, consents, sessions, sign-ins,
   * orders with their history, payments, refunds and disputes, saved cards, mails, and what was done with the account.
   * Written out while it is read. Needs a session that has not ended, or a token of another issuer who signed one in within
   * the last five minutes (403 `fresh_sign_in_required`), and Stripe in reach.
   *
   * What banks and Stripe have warned of about a payment is no part of it: it protects others, and tells how fraud is noticed.
   */
  @Get()
  @SignInRateLimit()
  @HttpCode(200)
  @ApiOkResponse({ type: AccountExportResponse })
  async export(@CurrentUser() user: AuthenticatedUser): Promise<StreamableFile> {
    const { organizationId, userId } = user;
    const account = await this.exportAccount.execute({ organizationId, userId, entry: entryOf(user) });
    const name = `kaikei-account-${account.exportedAt.toISOString().slice(0, 'YYYY-MM-DD'.length)}.json`;
    return new StreamableFile(Readable.from(writeAccountExport(account)), {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }
}
