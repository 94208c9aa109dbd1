import { type ReactNode, useState } from 'react';
import { useAction } from '../hooks/use-action.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Failure } from './failure.js';
import { focusHeadingIfLost } from './page-heading.js';

interface ConfirmDialogProps {
  /** What is asked, as one sentence. */
  title: ReactNode;
  /** What it comes to: whatever helps to decide, or has to be filled in. */
  children?: ReactNode;
  yes: string;
  /** In place of `yes` while it is being done. */
  doing: string;
  no: string;
  /** `danger` for what takes something away that does not come back. */
  look?: 'primary' | 'danger';
  /** The button that opens the question. */
  trigger: (open: () => void) => ReactNode;
  /** Throws where it fails: then the dialog stays, and says why. */
  onConfirm: () => Promise<void>;
}

/** Asks before something is done that cannot be undone. */
export function ConfirmDialog({ title, children, trigger, onConfirm, ...words }: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {trigger(() => setOpen(true))}
      <Dialog role="alertdialog" title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Question {...words} onConfirm={onConfirm} onClose={() => setOpen(false)}>
          {children}
        </Question>
      </Dialog>
    </>
  );
}

interface QuestionProps extends Omit<ConfirmDialogProps, 'title' | 'trigger'> {
  onClose: () => void;
}

/** Gone with the dialog, so that the next one begins without the failure of the last. */
function Question({ children, yes, doing, no, look = 'primary', onConfirm, onClose }: QuestionProps) {
  const { busy, error, start } = useAction(async () => {
    await onConfirm();
    onClose();
    void focusHeadingIfLost();
  });
  return (
    <>
      {children}
      {error && <Failure error={error} />}
      <div className="row">
        <Button look={look} busy={busy} onPress={start}>
          {busy ? doing : yes}
        </Button>
        <Button look="quiet" isDisabled={busy} onPress={onClose}>
          {no}
        </Button>
      </div>
    </>
  );
}
