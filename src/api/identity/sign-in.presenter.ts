import type { SignInView } from '../../application/identity/ports/sign-in-queries.js';
import type { SignInResponse } from './sign-in.dto.js';

export function presentSignIn({ id, at, method, outcome, ip, userAgent }: SignInView): SignInResponse {
  return { id, at: at.toISOString(), method, outcome, ip, user_agent: userAgent };
}
