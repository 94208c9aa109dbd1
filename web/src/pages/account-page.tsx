import { navigate } from 'wouter/use-browser-location';
import type { User } from 'kaikei-sdk';
import { SavedCards } from '../cards/saved-cards.js';
import { useAction } from '../hooks/use-action.js';
import { sessionStore } from '../session/session-store.js';
import { text } from '../text/text.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { Facts } from '../ui/facts.js';
import { PageHeading } from '../ui/page-heading.js';

export function AccountPage({ user }: { user: User }) {
  const { busy, error, start } = useAction(async () => {
    await sessionStore.signOut();
    navigate('/');
  });

  return (
    <div className="narrow stack-l">
      <PageHeading title={text.account.title} />
      {error && <Failure error={error} />}
      <div className="panel">
        <Facts facts={{ [text.account.name]: user.name, [text.account.email]: user.email }} />
      </div>
      <SavedCards />
      <div className="row">
        <ButtonLink href="/orders">{text.account.orders}</ButtonLink>
        <Button look="quiet" busy={busy} onPress={start}>
          {busy ? text.account.signingOut : text.account.signOut}
        </Button>
      </div>
    </div>
  );
}
