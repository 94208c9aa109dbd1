import type { ReactNode } from 'react';
import { RequireSession } from '../session/require-session.js';
import { adminText } from '../text/text.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';

/** Shows its content to operators. The server asks again at every request: this only tells customers where they are. */
export function RequireOperator({ children }: { children: ReactNode }) {
  return <RequireSession>{(user) => (user.role === 'operator' ? children : <Forbidden />)}</RequireSession>;
}

function Forbidden() {
  return (
    <div className="stack-l">
      <PageHeading title={adminText.forbiddenTitle} />
      <Notice tone="info">{adminText.forbidden}</Notice>
    </div>
  );
}
