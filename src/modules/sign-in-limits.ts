import type { Provider } from '@nestjs/common';
import { signInScale } from '../api/http/rate-limit.guard.js';
import { PasswordRules } from '../application/identity/password-rules.js';
import { IAttemptCounters } from '../application/identity/ports/attempt-counters.js';
import { ISecretGenerator } from '../application/identity/ports/secret-generator.js';
import { SignInThrottle } from '../application/identity/sign-in-throttle.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { PasswordList } from '../infrastructure/crypto/password-list.js';

/** How often passwords may be guessed, and which may be chosen. */
export const SIGN_IN_LIMITS: Provider[] = [
  {
    provide: PasswordRules,
    inject: [Configuration],
    useFactory: ({ values }: Configuration) =>
      new PasswordRules(new PasswordList(), ['kaikei', values.SELLER_NAME ?? '']),
  },
  {
    provide: SignInThrottle,
    inject: [IAttemptCounters, ISecretGenerator, Configuration],
    useFactory: (counters: IAttemptCounters, secrets: ISecretGenerator, { values }: Configuration) =>
      new SignInThrottle(counters, secrets, signInScale(values.RATE_LIMIT_PER_MINUTE)),
  },
];
