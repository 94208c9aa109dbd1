import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { User } from 'kaikei-sdk';
import { lazyPage } from '../router/lazy-page.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { sessionStore } from './session-store.js';

const SignIn = lazyPage(async () => (await import('./sign-in.js')).SignIn);

/** Shows its content to whoever is signed in, and the way to sign in to everyone else, under the same address. */
export function RequireSession({ children }: { children: (user: User) => ReactNode }) {
  const session = useStore(sessionStore);
  const [path] = useLocation();
  switch (session.state) {
    case 'signed-in':
      return children(session.user);
    case 'anonymous':
      return <SignIn next={path} needed />;
    case 'unknown':
      return <SkeletonLines count={4} />;
    case 'unreachable':
      return (
        <Notice tone="bad" role="alert" title={text.signIn.unreachableTitle}>
          <p>{text.problem.noAnswer}</p>
          <div className="row">
            <Button look="quiet" onPress={() => void sessionStore.load()}>
              {text.common.retry}
            </Button>
          </div>
        </Notice>
      );
  }
}
