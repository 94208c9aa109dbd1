import { Redirect, useSearchParams } from 'wouter';
import { ownPath } from '../router/own-path.js';
import { sessionStore } from '../session/session-store.js';
import { SignIn } from '../session/sign-in.js';
import { useStore } from '../store/store.js';

/** `/sign-in?next=`: signs in, then goes on to where the customer wanted to be. */
export function SignInPage() {
  const [query] = useSearchParams();
  const session = useStore(sessionStore);
  const next = ownPath(query.get('next'), '/');
  if (session.state === 'signed-in') return <Redirect to={next} replace />;
  return <SignIn next={next} needed={query.has('next')} />;
}
