import { useSubmission } from '../../hooks/use-submission.js';
import { textOf } from '../../session/form-text.js';
import { adminText } from '../../text/text.js';
import { Button } from '../../ui/button.js';
import { Failure } from '../../ui/failure.js';
import { AreaField, Field } from '../../ui/field.js';

/** As the API takes them. */
const MAX_NAME_LENGTH = 200;
const MAX_DESCRIPTION_LENGTH = 2_000;

interface ProductFormProps {
  name: string;
  description: string;
  submit: string;
  /** Throws where it fails. */
  onSave: (product: { name: string; description: string }) => Promise<void>;
}

/** What a product is called, and what is said of it. */
export function ProductForm({ name, description, submit, onSave }: ProductFormProps) {
  const words = adminText.product;
  const { form, fields, busy, error } = useSubmission({
    check: (data) => (textOf(data, 'name').trim() === '' ? { name: words.nameMissing } : {}),
    submit: async (data) => {
      const product = { name: textOf(data, 'name').trim(), description: textOf(data, 'description').trim() };
      await onSave(product);
    },
  });
  return (
    <form className="panel stack" {...form}>
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        defaultValue={name}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        error={fields.name}
      />
      <AreaField
        name="description"
        label={words.description}
        defaultValue={description}
        maxLength={MAX_DESCRIPTION_LENGTH}
        error={fields.description}
      />
      {error && <Failure error={error} />}
      <div className="row">
        <Button type="submit" busy={busy}>
          {busy ? adminText.saving : submit}
        </Button>
      </div>
    </form>
  );
}
