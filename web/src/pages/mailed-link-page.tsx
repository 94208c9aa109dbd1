import type { ApiError } from 'kaikei-sdk';
import { type ReactNode, useEffect } from 'react';
import { mailedToken } from '../router/mailed-token.js';
import type { MailedLink } from '../session/mailed-link.js';
import { useStore } from '../store/store.js';
import { describeError } from '../text/describe-error.js';
import { text } from '../text/text.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';

interface MailedLinkPageProps {
  title: string;
  link: MailedLink;
  /** What became of it. */
  children: ReactNode;
}

/** The page of a mailed link, `#token=`: opening it is what does what it is for. */
export function MailedLinkPage({ title, link, children }: MailedLinkPageProps) {
  const token = useStore(mailedToken);
  useEffect(() => {
    if (token !== null) void link.open(token);
  }, [link, token]);
  return (
    <div className="narrow stack-l">
      <PageHeading title={title} />
      <div className="stack" role="status">
        {children}
      </div>
    </div>
  );
}

interface LinkFailureProps {
  title: string;
  link: MailedLink;
  error: ApiError;
  token: string;
}

/** What another try may mend. */
export function LinkFailure({ title, link, error, token }: LinkFailureProps) {
  return (
    <Notice tone="bad" title={title}>
      <p>{describeError(error)}</p>
      <div className="row">
        <Button look="quiet" onPress={() => void link.open(token)}>
          {text.common.retry}
        </Button>
      </div>
    </Notice>
  );
}
