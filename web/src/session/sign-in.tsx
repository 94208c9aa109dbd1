import { Link } from 'wouter';
import { useSubmission, type FieldErrors } from '../hooks/use-submission.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { Field, PasswordField } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';
import { textOf } from './form-text.js';
import { sessionStore } from './session-store.js';

interface SignInProps {
  /** Where an account that is made instead leads to. */
  next: string;
  /** Whether something else waits for the signing in. */
  needed: boolean;
}

export function SignIn({ next, needed }: SignInProps) {
  const session = useStore(sessionStore);
  const { busy, fields, error, form } = useSubmission({ check, submit });
  const expired = session.state === 'anonymous' && session.expired;

  return (
    <div className="narrow stack-l">
      <PageHeading title={text.signIn.title} />
      {(expired || needed) && (
        <Notice tone="info">{expired ? text.signIn.expired : text.signIn.needed}</Notice>
      )}
      <form className="panel stack" {...form}>
        {error && <Failure error={error} />}
        <Field
          label={text.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          error={fields.email}
        />
        <PasswordField
          label={text.signIn.password}
          name="password"
          autoComplete="current-password"
          required
          error={fields.password}
        />
        <Button type="submit" wide busy={busy}>
          {busy ? text.signIn.submitting : text.signIn.submit}
        </Button>
      </form>
      <p>
        <Link href="/forgot-password">{text.signIn.forgot}</Link>
      </p>
      <p>
        {text.signIn.noAccount}{' '}
        <Link href={`/register?next=${encodeURIComponent(next)}`}>{text.signIn.register}</Link>
      </p>
    </div>
  );
}

function submit(data: FormData): Promise<void> {
  return sessionStore.signIn({ email: textOf(data, 'email').trim(), password: textOf(data, 'password') });
}

function check(data: FormData): FieldErrors {
  const { errors } = text.register;
  return {
    ...(!textOf(data, 'email').includes('@') && { email: errors.email }),
    ...(textOf(data, 'password') === '' && { password: errors.password }),
  };
}
