import { Link, Redirect, useSearchParams } from 'wouter';
import { useSubmission, type FieldErrors } from '../hooks/use-submission.js';
import { ownPath } from '../router/own-path.js';
import { passwordProblem } from '../session/password-rule.js';
import { sessionStore } from '../session/session-store.js';
import { textOf } from '../session/form-text.js';
import { useStore } from '../store/store.js';
import { language } from '../text/language.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { Check } from '../ui/check.js';
import { Field, PasswordField } from '../ui/field.js';
import { PageHeading } from '../ui/page-heading.js';

export function RegisterPage() {
  const [query] = useSearchParams();
  const next = ownPath(query.get('next'), '/');
  const { busy, fields, error, form } = useSubmission({
    check,
    submit,
    refused: { password: text.register.errors.passwordCommon },
  });
  const words = text.register;

  if (useStore(sessionStore).state === 'signed-in') return <Redirect to={next} replace />;
  return (
    <div className="narrow stack-l">
      <PageHeading title={words.title} />
      <form className="panel stack" {...form}>
        {error && <Failure error={error} />}
        <Field label={words.name} name="name" autoComplete="name" required error={fields.name} />
        <Field
          label={words.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          error={fields.email}
        />
        <PasswordField
          label={words.password}
          name="password"
          autoComplete="new-password"
          required
          hint={words.passwordHint}
          error={fields.password}
        />
        <Check name="terms_accepted" required error={fields.terms_accepted}>
          {words.termsBefore}
          <a href="/terms" target="_blank">
            {words.termsLink}
          </a>
          {words.termsAfter}
        </Check>
        <Check name="privacy_accepted" required error={fields.privacy_accepted}>
          {words.privacyBefore}
          <a href="/privacy" target="_blank">
            {words.privacyLink}
          </a>
          {words.privacyAfter}
        </Check>
        <Button type="submit" wide busy={busy}>
          {busy ? words.submitting : words.submit}
        </Button>
      </form>
      <p>
        {words.haveAccount} <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>{words.signIn}</Link>
      </p>
    </div>
  );
}

function submit(data: FormData): Promise<void> {
  return sessionStore.register({
    // Mails speak as the page did.
    locale: language.get(),
    name: textOf(data, 'name').trim(),
    email: textOf(data, 'email').trim(),
    password: textOf(data, 'password'),
    terms_accepted: data.has('terms_accepted'),
    privacy_accepted: data.has('privacy_accepted'),
  });
}

function check(data: FormData): FieldErrors {
  const { errors } = text.register;
  const password = passwordProblem(textOf(data, 'password'));
  return {
    ...(textOf(data, 'name').trim() === '' && { name: errors.name }),
    ...(!textOf(data, 'email').includes('@') && { email: errors.email }),
    ...(password !== null && { password }),
    ...(!data.has('terms_accepted') && { terms_accepted: errors.terms }),
    ...(!data.has('privacy_accepted') && { privacy_accepted: errors.privacy }),
  };
}
