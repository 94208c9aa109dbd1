import { Component, type ErrorInfo, type ReactNode } from 'react';
import { findPage } from './routes.js';
import { location } from './router/location.js';
import { useStore } from './store/store.js';
import { text } from './text/text.js';
import { Announcer } from './ui/announcer.js';
import { Button } from './ui/button.js';
import { Notice } from './ui/notice.js';
import { SiteFooter } from './ui/site-footer.js';
import { SiteHeader } from './ui/site-header.js';

export function App() {
  const { path, visit } = useStore(location);
  return (
    <>
      <a className="skip" href="#main">
        {text.common.skip}
      </a>
      <SiteHeader />
      <main id="main" className="page" tabIndex={-1}>
        {/* Another address is another page, also where both are of the same kind; a visit starts it anew after it broke. */}
        <CrashGuard key={`${visit} ${path}`}>{findPage(path)}</CrashGuard>
      </main>
      <SiteFooter />
      <Announcer />
    </>
  );
}

/** Keeps the header and the way elsewhere when a page breaks. */
class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
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
          <Button look="quiet" onClick={() => window.location.reload()}>
            {text.crashed.reload}
          </Button>
        </div>
      </Notice>
    );
  }
}
