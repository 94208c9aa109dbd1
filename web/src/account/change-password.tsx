import type { User } from 'kaikei-sdk';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { kaikei } from '../api/kaikei.js';
import { type FieldErrors, useSubmission } from '../hooks/use-submission.js';
import { textOf } from '../session/form-text.js';
import { passwordProblem } from '../session/password-rule.js';
import { sessionStore } from '../session/session-store.js';
import { wrongPasswordAt } from '../session/wrong-password-at.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { PasswordField } from '../ui/field.js';

export function ChangePassword({ user }: { user: User }) {
  const words = text.changePassword;
  const queries = useQueryClient();
  // Another form after a change: what was typed into the last one is gone.
  const [changes, setChanges] = useState(0);

  function changed() {
    toast(words.done);
    setChanges(changes + 1);
    // A new session took the place of this one, and of all others.
    sessionStore.update(user);
    void queries.invalidateQueries({ queryKey: ['sessions'] });
    void queries.invalidateQueries({ queryKey: ['sign-ins'] });
  }

  return (
    <section className="panel stack" aria-labelledby="change-password">
      <h2 id="change-password">{words.title}</h2>
      <p className="soft">{words.intro}</p>
      <ChangeForm key={changes} email={user.email} onChanged={changed} />
    </section>
  );
}

function ChangeForm({ email, onChanged }: { email: string | null; onChanged: () => void }) {
  const words = text.changePassword;
  const { busy, fields, error, form } = useSubmission({
    check,
    refused: { new_password: text.register.errors.passwordCommon },
    submit: async (data) => {
      const body = {
        current_password: textOf(data, 'current_password'),
        new_password: textOf(data, 'new_password'),
      };
      await wrongPasswordAt('current_password', () => kaikei.post('/api/auth/password/change', { body }));
      onChanged();
    },
  });
  return (
    <form className="account-form stack" {...form}>
      {error && <Failure error={error} />}
      {/* Tells a password manager whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={email ?? ''} readOnly hidden />
      <PasswordField
        label={words.current}
        name="current_password"
        autoComplete="current-password"
        required
        error={fields.current_password}
      />
      <PasswordField
        label={words.next}
        name="new_password"
        autoComplete="new-password"
        required
        hint={text.register.passwordHint}
        error={fields.new_password}
      />
      <div className="row">
        <Button type="submit" busy={busy}>
          {busy ? words.submitting : words.submit}
        </Button>
      </div>
    </form>
  );
}

function check(data: FormData): FieldErrors {
  const problem = passwordProblem(textOf(data, 'new_password'));
  return {
    ...(textOf(data, 'current_password') === '' && { current_password: text.register.errors.password }),
    ...(problem !== null && { new_password: problem }),
  };
}
