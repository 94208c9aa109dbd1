import { Component, type ErrorInfo, type ReactNode } from 'react';
import { text } from './text/text.js';
import { Button } from './ui/button.js';
import { Notice } from './ui/notice.js';

/** Keeps the header and the way elsewhere when a page breaks, or its file cannot be loaded. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidCatch(cause: Error, { componentStack }: ErrorInfo) {
    reportError(new Error(`A page broke in${componentStack ?? ' an unknown place'}`, { cause }));
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <Notice tone="bad" role="alert" title={text.crashed.title}>
        <p>{text.crashed.text}</p>
        <div className="row">
          <Button look="quiet" onPress={() => window.location.reload()}>
            {text.crashed.reload}
          </Button>
        </div>
      </Notice>
    );
  }
}
