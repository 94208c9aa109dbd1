import { SetMetadata } from '@nestjs/common';
import type { ApiKeyScope } from '../../../domain/identity/api-key.js';

export const REQUIRED_SCOPE = 'kaikei:api-key-scope';

/** Lets servers with an API key of this scope use a route for a customer. Without it a route accepts no key. */
export const AcceptsApiKey = (scope: ApiKeyScope): MethodDecorator => SetMetadata(REQUIRED_SCOPE, scope);
