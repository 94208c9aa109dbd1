import type { OwnSession } from 'kaikei-sdk';
import { useRef } from 'react';
import { kaikei, pageFrom } from '../api/kaikei.js';
import { useAction } from '../hooks/use-action.js';
import { useList } from '../hooks/use-list.js';
import { formatTime } from '../text/format.js';
import { text } from '../text/text.js';
import { toast } from '../ui/announcer.js';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Failure } from '../ui/failure.js';
import { Loaded } from '../ui/loaded.js';
import { MoreButton } from '../ui/more-button.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { describeDevice } from './describe-device.js';

/** Where somebody is signed in to the account, and the way to end it. */
export function Sessions() {
  const words = text.sessions;
  const heading = useRef<HTMLHeadingElement>(null);
  const sessions = useList(['sessions'], (cursor, signal) =>
    kaikei.get('/api/users/me/sessions', { query: pageFrom(cursor), signal }),
  );

  async function ended(said: string): Promise<void> {
    await sessions.refetch();
    toast(said);
    // What was pressed is gone by now.
    heading.current?.focus();
  }

  async function endOthers(): Promise<void> {
    await kaikei.delete('/api/users/me/sessions');
    await ended(words.othersEnded);
  }

  return (
    <section className="panel stack" aria-labelledby="sessions">
      <h2 id="sessions" tabIndex={-1} ref={heading}>
        {words.title}
      </h2>
      <p className="soft">{words.intro}</p>
      <Loaded query={sessions} loading={<SkeletonLines count={3} />}>
        {() => (
          <ul className="device-rows">
            {sessions.rows.map((session) => (
              <SessionRow key={session.id} session={session} onEnded={ended} />
            ))}
          </ul>
        )}
      </Loaded>
      <MoreButton list={sessions} />
      {sessions.rows.length > 1 && (
        <div className="row">
          <ConfirmDialog
            title={words.endOthersTitle}
            yes={words.endOthersYes}
            doing={words.ending}
            no={words.keep}
            trigger={(open) => (
              <Button look="quiet" onPress={open}>
                {words.endOthers}
              </Button>
            )}
            onConfirm={endOthers}
          >
            <p>{words.endOthersText}</p>
          </ConfirmDialog>
        </div>
      )}
    </section>
  );
}

interface SessionRowProps {
  session: OwnSession;
  onEnded: (said: string) => Promise<void>;
}

function SessionRow({ session, onEnded }: SessionRowProps) {
  const words = text.sessions;
  const device = describeDevice(session.user_agent);
  const { busy, error, start } = useAction(async () => {
    await kaikei.delete('/api/users/me/sessions/{id}', { path: { id: session.id } });
    await onEnded(words.ended(device));
  });
  return (
    <li>
      <div>
        <p className="device-name">
          {device}
          {session.current && <Badge tone="good">{words.thisDevice}</Badge>}
        </p>
        <p className="small soft">
          {words.since(formatTime(session.created_at), session.ip ?? words.unknownPlace)}
          <br />
          {words.lastUsed(formatTime(session.last_used_at))}
        </p>
      </div>
      {!session.current && (
        <Button look="quiet" busy={busy} onPress={start} aria-label={words.endNamed(device)}>
          {busy ? words.ending : words.end}
        </Button>
      )}
      {error && <Failure error={error} />}
    </li>
  );
}
