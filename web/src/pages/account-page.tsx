import { useState } from 'react';
import type { ApiError } from '../api/api-error.js';
import type { User } from '../api/types.js';
import { SavedCards } from '../cards/saved-cards.js';
import { asApiError } from '../hooks/use-resource.js';
import { navigate } from '../router/location.js';
import { sessionStore } from '../session/session-store.js';
import { text } from '../text/text.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { PageHeading } from '../ui/page-heading.js';

export function AccountPage({ user }: { user: User }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  async function signOut() {
    setBusy(true);
    setError(null);
    try {
      await sessionStore.signOut();
      navigate('/');
    } catch (cause) {
      setError(asApiError(cause));
      setBusy(false);
    }
  }

  return (
    <div className="narrow stack-l">
      <PageHeading title={text.account.title} />
      {error && <Failure error={error} />}
      <dl className="panel facts">
        <dt>{text.account.name}</dt>
        <dd>{user.name}</dd>
        <dt>{text.account.email}</dt>
        <dd>{user.email}</dd>
      </dl>
      <SavedCards />
      <div className="row">
        <ButtonLink href="/orders">{text.account.orders}</ButtonLink>
        <Button look="quiet" busy={busy} onClick={() => void signOut()}>
          {busy ? text.account.signingOut : text.account.signOut}
        </Button>
      </div>
    </div>
  );
}
