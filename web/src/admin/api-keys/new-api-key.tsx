import type { CreateApiKeyRequest, CreatedApiKey } from 'kaikei-sdk';
import { useState } from 'react';
import { kaikei } from '../../api/kaikei.js';
import { type DeedKey, useDeedKeys } from '../../hooks/use-deed-key.js';
import { type FieldErrors, useSubmission } from '../../hooks/use-submission.js';
import { textOf } from '../../session/form-text.js';
import { adminText } from '../../text/text.js';
import { Button } from '../../ui/button.js';
import { CheckGroup } from '../../ui/check-group.js';
import { Dialog } from '../../ui/dialog.js';
import { Failure } from '../../ui/failure.js';
import { Field } from '../../ui/field.js';
import { FormEnd } from '../shared/form-end.js';
import { reloadAdmin } from '../shared/query.js';
import { ShownOnce } from '../shared/shown-once.js';

/** As the API takes it. */
const MAX_NAME_LENGTH = 200;

/** Makes a key and shows it, this once. */
export function NewApiKey() {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<CreatedApiKey | null>(null);
  const deedOf = useDeedKeys();
  const words = adminText.apiKeys;
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.add}</Button>
      <Dialog title={words.add} isOpen={isOpen} onClose={() => setOpen(false)}>
        <KeyForm
          deedOf={deedOf}
          onClose={() => setOpen(false)}
          onMade={(key) => {
            setOpen(false);
            setMade(key);
          }}
        />
      </Dialog>
      <ShownOnce
        title={words.shownTitle(made?.name ?? '')}
        note={words.shownNote}
        secret={made?.key ?? null}
        onClose={() => setMade(null)}
      />
    </>
  );
}

interface KeyFormProps {
  deedOf: (content: unknown) => DeedKey;
  onClose: () => void;
  onMade: (key: CreatedApiKey) => void;
}

function KeyForm({ deedOf, onClose, onMade }: KeyFormProps) {
  const words = adminText.apiKeys;
  const { form, fields, busy, error } = useSubmission({
    check,
    submit: async (data) => {
      const scopes = data.getAll('scopes') as CreateApiKeyRequest['scopes'];
      const body = { name: textOf(data, 'name').trim(), scopes };
      try {
        onMade(
          await deedOf(body).send((idempotencyKey) =>
            kaikei.post('/api/admin/api-keys', { body, idempotencyKey }),
          ),
        );
      } finally {
        // Also where it failed: it may stand there all the same.
        void reloadAdmin();
      }
    },
  });
  return (
    <form className="stack" {...form}>
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        error={fields.name}
      />
      <CheckGroup name="scopes" label={words.scopes} options={words.scopeNames} error={fields.scopes} />
      {error && <Failure error={error} />}
      <FormEnd submit={words.create} busy={busy} onCancel={onClose} />
    </form>
  );
}

function check(data: FormData): FieldErrors {
  const { errors } = adminText.apiKeys;
  return {
    ...(textOf(data, 'name').trim() === '' && { name: errors.name }),
    ...(data.getAll('scopes').length === 0 && { scopes: errors.scopes }),
  };
}
