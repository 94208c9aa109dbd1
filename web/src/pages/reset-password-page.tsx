import { useState } from 'react';
import { kaikei } from '../api/kaikei.js';
import { type FieldErrors, useSubmission } from '../hooks/use-submission.js';
import { mailedToken } from '../router/mailed-token.js';
import { textOf } from '../session/form-text.js';
import { passwordProblem } from '../session/password-rule.js';
import { sessionStore } from '../session/session-store.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { Button, ButtonLink } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { PasswordField } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { focusHeading, PageHeading } from '../ui/page-heading.js';

/** `/reset-password#token=`, of the mail. */
export function ResetPasswordPage() {
  const words = text.resetPassword;
  const token = useStore(mailedToken);
  const [isDone, setDone] = useState(false);
  return (
    <div className="narrow stack-l">
      <PageHeading title={words.title} />
      {isDone ? (
        <Done />
      ) : token === null ? (
        <NoLink />
      ) : (
        <ResetForm token={token} onDone={() => setDone(true)} />
      )}
    </div>
  );
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const words = text.resetPassword;
  const { busy, fields, error, form } = useSubmission({
    check,
    refused: { new_password: text.register.errors.passwordCommon },
    submit: async (data) => {
      const body = { token, new_password: textOf(data, 'new_password') };
      await kaikei.post('/api/auth/password/reset', { body });
      onDone();
      // What was pressed is gone by now.
      focusHeading();
      mailedToken.set(null);
      // All sessions of the account have ended, maybe the one of this browser.
      await sessionStore.refresh();
    },
  });
  if (error?.code === 'token_invalid') return <NoLink isInvalid />;
  return (
    <form className="panel stack" {...form}>
      <p>{words.intro}</p>
      {error && <Failure error={error} />}
      <PasswordField
        label={words.newPassword}
        name="new_password"
        autoComplete="new-password"
        required
        hint={text.register.passwordHint}
        error={fields.new_password}
      />
      <Button type="submit" wide busy={busy}>
        {busy ? words.submitting : words.submit}
      </Button>
    </form>
  );
}

/** @param isInvalid there is a link, and it does not work */
function NoLink({ isInvalid = false }: { isInvalid?: boolean }) {
  const words = text.resetPassword;
  return (
    <>
      <Notice
        tone={isInvalid ? 'bad' : 'info'}
        role="status"
        title={isInvalid ? words.invalid : words.noLink}
      >
        <p>{isInvalid ? words.invalidText : words.noLinkText}</p>
      </Notice>
      <div className="row">
        <ButtonLink href="/forgot-password">{words.another}</ButtonLink>
      </div>
    </>
  );
}

function Done() {
  return (
    <>
      <Notice tone="good" role="status" title={text.resetPassword.done}>
        <p>{text.resetPassword.doneText}</p>
      </Notice>
      <div className="row">
        <ButtonLink href="/sign-in">{text.signIn.submit}</ButtonLink>
      </div>
    </>
  );
}

function check(data: FormData): FieldErrors {
  const problem = passwordProblem(textOf(data, 'new_password'));
  return problem === null ? {} : { new_password: problem };
}
