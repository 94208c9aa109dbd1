import type { User } from 'kaikei-sdk';
import { navigate } from 'wouter/use-browser-location';
import { AccountLayout } from '../account/account-layout.js';
import { ChangeEmail } from '../account/change-email.js';
import { ProfileForm } from '../account/profile-form.js';
import { VerifyNotice } from '../account/verify-notice.js';
import { useAction } from '../hooks/use-action.js';
import { sessionStore } from '../session/session-store.js';
import { text } from '../text/text.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';

export function AccountPage({ user }: { user: User }) {
  const words = text.account;
  const { busy, error, start } = useAction(async () => {
    await sessionStore.signOut();
    navigate('/');
  });

  return (
    <AccountLayout title={words.title}>
      <VerifyNotice user={user} />
      <section className="panel stack" aria-labelledby="profile">
        <h2 id="profile">{words.profile}</h2>
        <dl className="field">
          <dt className="field-label">{words.email}</dt>
          <dd className="row">
            <span className="anywhere">{user.email ?? '–'}</span>
            {user.email_verified && <Badge tone="good">{words.verified}</Badge>}
          </dd>
        </dl>
        <ProfileForm user={user} />
      </section>
      <ChangeEmail user={user} />
      {error && <Failure error={error} />}
      <div className="row">
        <Button look="quiet" busy={busy} onPress={start}>
          {busy ? words.signingOut : words.signOut}
        </Button>
      </div>
    </AccountLayout>
  );
}
