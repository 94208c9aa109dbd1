import type { CreateWebhookEndpointRequest, WebhookEndpoint, WebhookEventType } from 'kaikei-sdk';
import { useState } from 'react';
import { type FieldErrors, useSubmission } from '../../hooks/use-submission.js';
import { textOf } from '../../session/form-text.js';
import { adminText } from '../../text/text.js';
import { Check } from '../../ui/check.js';
import { CheckGroup } from '../../ui/check-group.js';
import { Failure } from '../../ui/failure.js';
import { Field } from '../../ui/field.js';
import { FormEnd } from '../shared/form-end.js';

/** As the API takes them. */
const MAX_URL_LENGTH = 2_048;
const MAX_DESCRIPTION_LENGTH = 500;
const EVERYTHING: WebhookEventType[] = ['*'];

type EndpointFacts = Required<CreateWebhookEndpointRequest>;

interface EndpointFormProps {
  /** As it stands; undefined for a new one. */
  endpoint?: WebhookEndpoint;
  submit: string;
  /** Throws where it fails. */
  onSave: (facts: EndpointFacts) => Promise<void>;
  onCancel: () => void;
}

/** Where webhooks go, and which. */
export function EndpointForm({ endpoint, submit, onSave, onCancel }: EndpointFormProps) {
  const words = adminText.endpoint;
  const types = endpoint?.event_types ?? EVERYTHING;
  const [isAll, setAll] = useState(types.includes('*'));
  const { form, fields, busy, error } = useSubmission({
    check: (data) => problemsOf(data, isAll),
    refused: { url: words.errors.urlRefused },
    submit: (data) =>
      onSave({
        url: textOf(data, 'url').trim(),
        description: textOf(data, 'description').trim(),
        event_types: isAll ? EVERYTHING : (data.getAll('event_types') as WebhookEventType[]),
      }),
  });
  return (
    <form className="stack" {...form}>
      <Field
        name="url"
        type="url"
        label={words.url}
        hint={words.urlHint}
        defaultValue={endpoint?.url ?? ''}
        maxLength={MAX_URL_LENGTH}
        autoComplete="off"
        error={fields.url}
      />
      <Field
        name="description"
        label={words.description}
        hint={words.descriptionHint}
        defaultValue={endpoint?.description ?? ''}
        maxLength={MAX_DESCRIPTION_LENGTH}
        autoComplete="off"
        error={fields.description}
      />
      <Check checked={isAll} onChange={(event) => setAll(event.target.checked)}>
        {words.all}
      </Check>
      {!isAll && (
        <CheckGroup
          name="event_types"
          label={words.chosen}
          options={words.types}
          ticked={types}
          error={fields.event_types}
        />
      )}
      {error && <Failure error={error} />}
      <FormEnd submit={submit} busy={busy} onCancel={onCancel} />
    </form>
  );
}

function problemsOf(data: FormData, isAll: boolean): FieldErrors {
  const { errors } = adminText.endpoint;
  return {
    ...(!URL.canParse(textOf(data, 'url').trim()) && { url: errors.url }),
    ...(!isAll && data.getAll('event_types').length === 0 && { event_types: errors.types }),
  };
}
