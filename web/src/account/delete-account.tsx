import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { kaikei } from '../api/kaikei.js';
import { type FieldErrors, useSubmission } from '../hooks/use-submission.js';
import { textOf } from '../session/form-text.js';
import { sessionStore } from '../session/session-store.js';
import { wrongPasswordAt } from '../session/wrong-password-at.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Failure } from '../ui/failure.js';
import { PasswordField } from '../ui/field.js';

export function DeleteAccount() {
  const words = text.deleteAccount;
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <section className="panel stack" aria-labelledby="delete-account">
      <h2 id="delete-account">{words.title}</h2>
      <p>{words.intro}</p>
      <ul className="plain-list">
        {words.consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      <div className="row">
        <Button look="danger" onPress={() => setOpen(true)}>
          {words.open}
        </Button>
      </div>
      <Dialog role="alertdialog" title={words.question} isOpen={isOpen} onClose={close}>
        <Question onClose={close} />
      </Dialog>
    </section>
  );
}

function Question({ onClose }: { onClose: () => void }) {
  const words = text.deleteAccount;
  const { busy, fields, error, form } = useSubmission({
    check,
    submit: async (data) => {
      const body = { password: textOf(data, 'password') };
      await wrongPasswordAt('password', () => kaikei.delete('/api/users/me', { body }));
      sessionStore.forget();
      navigate('/');
      toast(words.done);
    },
  });
  return (
    <form className="stack" {...form}>
      <p>{words.questionText}</p>
      {error && <Failure error={error} />}
      <PasswordField
        label={words.password}
        name="password"
        autoComplete="current-password"
        required
        error={fields.password}
      />
      <div className="row">
        <Button type="submit" look="danger" busy={busy}>
          {busy ? words.doing : words.submit}
        </Button>
        <Button look="quiet" isDisabled={busy} onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
}

function check(data: FormData): FieldErrors {
  return textOf(data, 'password') === '' ? { password: text.register.errors.password } : {};
}
