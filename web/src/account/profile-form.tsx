import type { User } from 'kaikei-sdk';
import { useState } from 'react';
import { kaikei } from '../api/kaikei.js';
import { type FieldErrors, useSubmission } from '../hooks/use-submission.js';
import { textOf } from '../session/form-text.js';
import { sessionStore } from '../session/session-store.js';
import { LANGUAGES } from '../text/language.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Button } from '../ui/button.js';
import { Failure } from '../ui/failure.js';
import { Field } from '../ui/field.js';
import { Select } from '../ui/select.js';

// As the server has it: nobody alive was born earlier.
const EARLIEST_BIRTHDATE = '1900-01-01';

/** Mails are written in one language, or in both while none is chosen. */
type MailLanguage = NonNullable<User['locale']> | 'both';

export function ProfileForm({ user }: { user: User }) {
  const words = text.account;
  const [mailLanguage, setMailLanguage] = useState<MailLanguage>(user.locale ?? 'both');
  const { busy, fields, error, form } = useSubmission({
    check,
    refused: { phone: words.errors.phone, birthdate: words.errors.birthdate, name: words.errors.name },
    submit: async (data) => {
      const body = {
        name: textOf(data, 'name').trim(),
        phone: textOf(data, 'phone').trim() || null,
        birthdate: textOf(data, 'birthdate') || null,
        locale: mailLanguage === 'both' ? null : mailLanguage,
      };
      sessionStore.update(await kaikei.patch('/api/users/me', { body }));
      toast(words.saved);
    },
  });
  return (
    <form className="account-form stack" {...form}>
      {error && <Failure error={error} />}
      <Field
        label={words.name}
        name="name"
        autoComplete="name"
        required
        defaultValue={user.name}
        error={fields.name}
      />
      <Field
        label={words.phone}
        name="phone"
        type="tel"
        autoComplete="tel"
        hint={words.phoneHint}
        defaultValue={user.phone ?? ''}
        error={fields.phone}
      />
      <Field
        label={words.birthdate}
        name="birthdate"
        type="date"
        autoComplete="bday"
        defaultValue={user.birthdate ?? ''}
        error={fields.birthdate}
      />
      <Select
        label={words.mailLanguage}
        options={{ both: words.bothLanguages, ...LANGUAGES }}
        value={mailLanguage}
        onChange={setMailLanguage}
      />
      <div className="row">
        <Button type="submit" busy={busy}>
          {busy ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}

function check(data: FormData): FieldErrors {
  const birthdate = textOf(data, 'birthdate');
  return {
    ...(textOf(data, 'name').trim() === '' && { name: text.register.errors.name }),
    ...(birthdate !== '' && birthdate < EARLIEST_BIRTHDATE && { birthdate: text.account.errors.birthdate }),
  };
}
