import type { User } from 'kaikei-sdk';
import { AccountLayout } from '../account/account-layout.js';
import { ChangePassword } from '../account/change-password.js';
import { Sessions } from '../account/sessions.js';
import { SignIns } from '../account/sign-ins.js';
import { text } from '../text/text.js';

export function SecurityPage({ user }: { user: User }) {
  return (
    <AccountLayout title={text.account.security}>
      <ChangePassword user={user} />
      <Sessions />
      <SignIns />
    </AccountLayout>
  );
}
