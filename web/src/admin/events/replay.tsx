import { kaikei } from '../../api/kaikei.js';
import { adminText } from '../../text/text.js';
import { toast } from '../../ui/announcer.js';
import { Button } from '../../ui/button.js';
import { ConfirmDialog } from '../../ui/confirm-dialog.js';
import { reloadAdmin } from '../shared/query.js';

/** Processes one event again. */
export function ReplayEvent({ id }: { id: string }) {
  const words = adminText.event;
  return (
    <Replay
      words={words}
      onReplay={async () => {
        await kaikei.post('/api/admin/events/{id}/replay', { path: { id } });
        return words.replayed;
      }}
    />
  );
}

/** Processes the events that failed for good again, as many as one request may hold. */
export function ReplayDead() {
  const words = adminText.events;
  return (
    <Replay
      words={words}
      onReplay={async () => {
        const done = await kaikei.post('/api/admin/events/replay', { body: { status: 'dead' } });
        return words.replayed(done.replayed, done.has_more);
      }}
    />
  );
}

interface ReplayProps {
  words: { replay: string; replayQuestion: string; replayNote: string };
  /** Says what was done; throws where it fails. */
  onReplay: () => Promise<string>;
}

function Replay({ words, onReplay }: ReplayProps) {
  const { yes, doing, no } = adminText.replaying;
  return (
    <ConfirmDialog
      title={words.replayQuestion}
      {...{ yes, doing, no }}
      trigger={(open) => (
        <div className="row">
          <Button look="quiet" onPress={open}>
            {words.replay}
          </Button>
        </div>
      )}
      onConfirm={async () => {
        toast(await onReplay());
        await reloadAdmin();
      }}
    >
      <p className="soft">{words.replayNote}</p>
    </ConfirmDialog>
  );
}
