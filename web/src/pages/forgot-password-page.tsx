import { useState } from 'react';
import { Link } from 'wouter';
import { kaikei } from '../api/kaikei.js';
import { type FieldErrors, useSubmission } from '../hooks/use-submission.js';
import { textOf } from '../session/form-text.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';

/** Has a link mailed to choose a new password. Whether there is such an account, nobody is told. */
export function ForgotPasswordPage() {
  const words = text.forgotPassword;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { busy, fields, error, form } = useSubmission({
    check,
    submit: async (data) => {
      const email = textOf(data, 'email').trim();
      await kaikei.post('/api/auth/password/forgot', { body: { email } });
      setSentTo(email);
    },
  });
  return (
    <div className="narrow stack-l">
      <PageHeading title={words.title} />
      <div role="status">
        {sentTo !== null && (
          <Notice tone="good" title={words.sent}>
            <p>{words.sentText(sentTo)}</p>
          </Notice>
        )}
      </div>
      <form className="panel stack" {...form}>
        <p>{words.intro}</p>
        {error && <Failure error={error} />}
        <Field
          label={text.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          error={fields.email}
        />
        <Button type="submit" wide busy={busy} look={sentTo === null ? 'primary' : 'quiet'}>
          {busy ? words.submitting : sentTo === null ? words.submit : words.again}
        </Button>
      </form>
      <p>
        <Link href="/sign-in">{words.back}</Link>
      </p>
    </div>
  );
}

function check(data: FormData): FieldErrors {
  return textOf(data, 'email').includes('@') ? {} : { email: text.register.errors.email };
}
