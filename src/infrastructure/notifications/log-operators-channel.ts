import { IOperatorsChannel } from '../../application/notifications/ports/channels.js';
import type { ILogger } from '../../application/ports/logger.js';

/** For development: the operators' channel is the log. */
export class LogOperatorsChannel extends IOperatorsChannel {
  constructor(private readonly logger: ILogger) {
    super();
  }

  post(text: string): Promise<void> {
    this.logger.info('For operators (SLACK_WEBHOOK_URL is not set, so it goes no further).', { text });
    return Promise.resolve();
  }
}
