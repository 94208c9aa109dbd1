import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/auth/public.js';
import { ConfigResponse } from './config.dto.js';
import { PublicSettings } from './public-settings.js';

@ApiTags('System')
@Controller('api/config')
@Public()
export class ConfigController {
  constructor(private readonly settings: PublicSettings) {}

  /** What a browser needs to know before anyone signs in. */
  @Get()
  @HttpCode(200)
  @ApiOkResponse({ type: ConfigResponse })
  show(): ConfigResponse {
    const { publishableKey, stripeJsUrl, sandboxUrl, mailsUrl } = this.settings;
    return {
      publishable_key: publishableKey,
      stripe_js_url: stripeJsUrl,
      sandbox: sandboxUrl !== null,
      sandbox_url: sandboxUrl,
      mails_url: mailsUrl,
    };
  }
}
