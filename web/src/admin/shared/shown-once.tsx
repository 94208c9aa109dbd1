import './shown-once.css';
import { adminText } from '../../text/text.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CopyButton } from './copy-button.js';

interface ShownOnceProps {
  title: string;
  note: string;
  /** Null: there is nothing to show. */
  secret: string | null;
  onClose: () => void;
}

/** A secret that cannot be had again. A slip beside it does not take it away: only the button does. */
export function ShownOnce({ title, note, secret, onClose }: ShownOnceProps) {
  return (
    <Dialog role="alertdialog" title={title} isOpen={secret !== null} onClose={onClose} mustBeAnswered>
      <p className="soft">{note}</p>
      <p className="secret code">{secret}</p>
      <div className="row">
        <CopyButton value={secret ?? ''} look="quiet" />
        <Button onPress={onClose}>{adminText.shownOnceDone}</Button>
      </div>
    </Dialog>
  );
}
