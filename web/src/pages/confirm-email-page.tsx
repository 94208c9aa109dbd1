import type { ApiError, User } from 'kaikei-sdk';
import { emailChange } from '../session/email-change.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { ButtonLink } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { LinkFailure, MailedLinkPage } from './mailed-link-page.js';

/** `/confirm-email#token=`, of the mail: opening it, signed in, is what changes the address. */
export function ConfirmEmailPage({ user }: { user: User }) {
  return (
    <MailedLinkPage title={text.confirmEmail.title} link={emailChange}>
      <Outcome user={user} />
    </MailedLinkPage>
  );
}

function Outcome({ user }: { user: User }) {
  const change = useStore(emailChange);
  const words = text.confirmEmail;
  switch (change.state) {
    case 'asking':
      return <Notice tone="wait" title={words.asking} />;
    case 'failed':
      return <Failed {...change} />;
    case 'done':
      return (
        <>
          <Notice tone="good" title={words.done}>
            <p>{words.doneText(user.email ?? '')}</p>
          </Notice>
          <ToAccount label={text.account.title} />
        </>
      );
    case 'none':
      return (
        <>
          <Notice tone="info" title={words.noLink}>
            <p>{words.noLinkText}</p>
          </Notice>
          <ToAccount label={words.another} />
        </>
      );
  }
}

function Failed({ error, token }: { error: ApiError; token: string }) {
  const words = text.confirmEmail;
  const final = finalWords(error);
  if (final === null)
    return <LinkFailure title={words.failed} link={emailChange} error={error} token={token} />;
  return (
    <>
      <Notice tone="bad" title={final.title}>
        <p>{final.text}</p>
      </Notice>
      <ToAccount label={words.another} />
    </>
  );
}

/** Of what another try does not mend; null for all else. */
function finalWords({ code }: ApiError): { title: string; text: string } | null {
  const words = text.confirmEmail;
  if (code === 'token_invalid') return { title: words.invalid, text: words.invalidText };
  if (code === 'email_taken') return { title: words.taken, text: words.takenText };
  return null;
}

function ToAccount({ label }: { label: string }) {
  return (
    <div className="row">
      <ButtonLink href="/account">{label}</ButtonLink>
    </div>
  );
}
