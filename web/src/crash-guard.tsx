import { Component, type ErrorInfo, type ReactNode } from 'react';
import { PageNotLoaded } from './router/lazy-page.js';
import { text } from './text/text.js';
import { Button } from './ui/button.js';
import { Notice } from './ui/notice.js';

interface State {
  failure: 'none' | 'broke' | 'not-loaded';
}

/** Keeps the header and the way elsewhere when a page breaks, or its file cannot be loaded. */
export class CrashGuard extends Component<{ children: ReactNode }, State> {
  override state: State = { failure: 'none' };

  static getDerivedStateFromError(cause: unknown): State {
    return { failure: cause instanceof PageNotLoaded ? 'not-loaded' : 'broke' };
  }

  override componentDidCatch(cause: Error, { componentStack }: ErrorInfo) {
    const isBroken = !(cause instanceof PageNotLoaded);
    reportError(
      isBroken ? new Error(`A page broke in${componentStack ?? ' an unknown place'}`, { cause }) : cause,
    );
  }

  override render() {
    const { failure } = this.state;
    if (failure === 'none') return this.props.children;
    const words = text.crashed;
    const [title, what] =
      failure === 'broke' ? [words.title, words.text] : [words.notLoadedTitle, words.notLoaded];
    return (
      <Notice tone="bad" role="alert" title={title}>
        <p>{what}</p>
        <div className="row">
          <Button look="quiet" onPress={() => window.location.reload()}>
            {words.reload}
          </Button>
        </div>
      </Notice>
    );
  }
}
