import type { SignIn } from 'kaikei-sdk';
import { kaikei, pageFrom } from '../api/kaikei.js';
import { useList } from '../hooks/use-list.js';
import { formatTime } from '../text/format.js';
import { text } from '../text/text.js';
import { Badge } from '../ui/badge.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Loaded } from '../ui/loaded.js';
import { MoreButton } from '../ui/more-button.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { describeDevice } from './describe-device.js';

/** Who signed in or tried to, so that its owner sees what was not them. */
export function SignIns() {
  const words = text.signIns;
  const signIns = useList(['sign-ins'], (cursor, signal) =>
    kaikei.get('/api/users/me/sign-ins', { query: pageFrom(cursor), signal }),
  );
  return (
    <section className="stack" aria-labelledby="sign-ins">
      <h2 id="sign-ins">{words.title}</h2>
      <p className="soft">{words.intro}</p>
      <Loaded query={signIns} loading={<SkeletonLines count={5} />}>
        {() => (
          <DataTable caption={words.title} columns={columns()} rows={signIns.rows} rowKey={({ id }) => id} />
        )}
      </Loaded>
      <MoreButton list={signIns} />
    </section>
  );
}

function columns(): Column<SignIn>[] {
  const words = text.signIns;
  return [
    { key: 'at', header: words.at, cell: ({ at }) => <time dateTime={at}>{formatTime(at)}</time> },
    {
      key: 'outcome',
      header: words.outcome,
      cell: ({ outcome, method }) =>
        outcome === 'succeeded' ? words.methods[method] : <Badge tone="bad">{words.outcomes[outcome]}</Badge>,
    },
    { key: 'device', header: words.device, cell: ({ user_agent }) => describeDevice(user_agent) },
    { key: 'ip', header: words.ip, cell: ({ ip }) => ip ?? '–' },
  ];
}
