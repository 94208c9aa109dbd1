import { Injectable } from '@nestjs/common';
import { apiKeyShownOnce } from '../../domain/identity/api-key-errors.js';
import { ReplaySecret } from '../http/idempotency/refetch-on-replay.js';

/** A key is shown once and kept nowhere, so a replay has none to show. */
@Injectable()
export class ApiKeySecret extends ReplaySecret {
  /** @throws DomainError `api_key_shown_once` */
  fetch(): Promise<string> {
    return Promise.reject(apiKeyShownOnce());
  }
}
