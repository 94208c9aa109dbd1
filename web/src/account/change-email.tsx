import { useQuery } from '@tanstack/react-query';
import type { PendingEmail, User } from 'kaikei-sdk';
import { useRef } from 'react';
import { kaikei } from '../api/kaikei.js';
import { useAction } from '../hooks/use-action.js';
import { type FieldErrors, useSubmission } from '../hooks/use-submission.js';
import { textOf } from '../session/form-text.js';
import { wrongPasswordAt } from '../session/wrong-password-at.js';
import { formatTime } from '../text/format.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { Field, PasswordField } from '../ui/field.js';
import { Loaded } from '../ui/loaded.js';
import { Notice } from '../ui/notice.js';
import { SkeletonLines } from '../ui/skeleton.js';

/** Another address for the account, which it has once the link that is mailed there is opened. */
export function ChangeEmail({ user }: { user: User }) {
  const words = text.changeEmail;
  const heading = useRef<HTMLHeadingElement>(null);
  const change = useQuery({
    queryKey: ['email-change', user.email],
    queryFn: ({ signal }) => kaikei.get('/api/auth/email/change', { signal }),
  });

  async function changed(said: string): Promise<void> {
    await change.refetch();
    toast(said);
    // What was pressed is gone by now.
    heading.current?.focus();
  }

  return (
    <section className="panel stack" aria-labelledby="change-email">
      <h2 id="change-email" tabIndex={-1} ref={heading}>
        {words.title}
      </h2>
      <Loaded query={change} loading={<SkeletonLines count={3} />}>
        {({ pending }) =>
          pending ? (
            <Pending pending={pending} onWithdrawn={() => changed(words.withdrawn)} />
          ) : (
            <ChangeForm email={user.email} onSent={() => changed(words.sent)} />
          )
        }
      </Loaded>
    </section>
  );
}

function Pending({ pending, onWithdrawn }: { pending: PendingEmail; onWithdrawn: () => Promise<void> }) {
  const words = text.changeEmail;
  const { busy, error, start } = useAction(async () => {
    await kaikei.delete('/api/auth/email/change');
    await onWithdrawn();
  });
  return (
    <>
      <Notice tone="info" title={words.pending}>
        <p className="anywhere">{words.pendingText(pending.new_email, formatTime(pending.expires_at))}</p>
        <p>{words.nothingThere}</p>
      </Notice>
      {error && <Failure error={error} />}
      <div className="row">
        <Button look="quiet" busy={busy} onPress={start}>
          {busy ? words.withdrawing : words.withdraw}
        </Button>
      </div>
    </>
  );
}

function ChangeForm({ email, onSent }: { email: string | null; onSent: () => Promise<void> }) {
  const words = text.changeEmail;
  const { busy, fields, error, form } = useSubmission({
    check: (data) => check(data, email),
    refused: { new_email: text.register.errors.email },
    submit: async (data) => {
      const body = {
        new_email: textOf(data, 'new_email').trim(),
        current_password: textOf(data, 'current_password'),
      };
      await wrongPasswordAt('current_password', () => kaikei.post('/api/auth/email/change', { body }));
      await onSent();
    },
  });
  return (
    <form className="account-form stack" {...form}>
      <p className="soft">{words.intro}</p>
      {error && <Failure error={error} />}
      <Field
        label={words.next}
        name="new_email"
        type="email"
        autoComplete="email"
        required
        error={fields.new_email}
      />
      <PasswordField
        label={words.password}
        name="current_password"
        autoComplete="current-password"
        required
        error={fields.current_password}
      />
      <div className="row">
        <Button type="submit" busy={busy}>
          {busy ? words.submitting : words.submit}
        </Button>
      </div>
    </form>
  );
}

function check(data: FormData, email: string | null): FieldErrors {
  const next = textOf(data, 'new_email').trim();
  const { errors } = text.register;
  return {
    ...(!next.includes('@') && { new_email: errors.email }),
    ...(next.toLowerCase() === email && { new_email: text.changeEmail.own }),
    ...(textOf(data, 'current_password') === '' && { current_password: errors.password }),
  };
}
