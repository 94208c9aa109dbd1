import type { ApiError } from 'kaikei-sdk';
import { Link } from 'wouter';
import { ResendVerification } from '../account/resend-verification.js';
import { emailVerification } from '../session/email-verification.js';
import { sessionStore } from '../session/session-store.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { LinkFailure, MailedLinkPage } from './mailed-link-page.js';

/** `/verify-email#token=`, of the mail: opening it is what verifies. */
export function VerifyEmailPage() {
  return (
    <MailedLinkPage title={text.verifyEmail.title} link={emailVerification}>
      <Outcome />
    </MailedLinkPage>
  );
}

function Outcome() {
  const verification = useStore(emailVerification);
  const session = useStore(sessionStore);
  const words = text.verifyEmail;
  const isVerified = session.state === 'signed-in' && session.user.email_verified;
  if (verification.state === 'asking') return <Notice tone="wait" title={words.asking} />;
  if (verification.state === 'done' || isVerified) {
    return (
      <>
        <Notice tone="good" title={words.done}>
          <p>{words.doneText}</p>
        </Notice>
        <div className="row">
          <ButtonLink href="/">{text.cart.toShop}</ButtonLink>
          <ButtonLink href="/account" look="quiet">
            {text.account.title}
          </ButtonLink>
        </div>
      </>
    );
  }
  if (verification.state === 'failed') return <Failed {...verification} />;
  return (
    <Notice tone="info" title={words.noLink}>
      <p>{words.noLinkText}</p>
      <AnotherMail />
    </Notice>
  );
}

function Failed({ error, token }: { error: ApiError; token: string }) {
  const words = text.verifyEmail;
  if (error.code === 'token_invalid') {
    return (
      <Notice tone="bad" title={words.invalid}>
        <p>{words.invalidText}</p>
        <AnotherMail />
      </Notice>
    );
  }
  return <LinkFailure title={words.failed} link={emailVerification} error={error} token={token} />;
}

function AnotherMail() {
  const { state } = useStore(sessionStore);
  if (state === 'signed-in') return <ResendVerification />;
  return (
    <p>
      <Link href="/sign-in?next=/account">{text.verifyEmail.signIn}</Link>
    </p>
  );
}
