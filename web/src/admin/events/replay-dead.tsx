import { kaikei } from '../../api/kaikei.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { reloadAdmin } from '../shared/query.js';

/** Processes the events that failed for good again, as many as one request may hold. */
export function ReplayDead() {
  const words = adminText.events;
  return (
    <ConfirmDialog
      title={words.replayDeadQuestion}
      yes={words.replayYes}
      doing={words.replaying}
      no={words.replayNo}
      trigger={(open) => (
        <div className="row">
          <Button look="quiet" onPress={open}>
            {words.replayDead}
          </Button>
        </div>
      )}
      onConfirm={async () => {
        const done = await kaikei.post('/api/admin/events/replay', { body: { status: 'dead' } });
        toast(words.replayed(done.replayed, done.has_more));
        await reloadAdmin();
      }}
    >
      <p className="soft">{words.replayDeadNote}</p>
    </ConfirmDialog>
  );
}
