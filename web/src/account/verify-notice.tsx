import type { User } from 'kaikei-sdk';
import { text } from '../text/text.js';
import { Notice } from '../ui/notice.js';
import { ResendVerification } from './resend-verification.js';

/** For whoever has not verified their address yet. */
export function VerifyNotice({ user }: { user: User }) {
  if (user.email === null || user.email_verified) return null;
  return (
    <Notice tone="info" title={text.verifyEmail.unverified}>
      <p>{text.verifyEmail.unverifiedText(user.email)}</p>
      <ResendVerification />
    </Notice>
  );
}
