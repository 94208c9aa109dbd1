import { adminText } from '../../text/text.js';
import { Button } from '../../ui/button.js';

interface FormEndProps {
  submit: string;
  busy?: boolean;
  onCancel: () => void;
}

/** The buttons below a form in a dialog. */
export function FormEnd({ submit, busy = false, onCancel }: FormEndProps) {
  return (
    <div className="row">
      <Button type="submit" busy={busy}>
        {busy ? adminText.saving : submit}
      </Button>
      <Button look="quiet" isDisabled={busy} onPress={onCancel}>
        {adminText.cancel}
      </Button>
    </div>
  );
}
