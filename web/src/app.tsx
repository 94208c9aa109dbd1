import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { CrashGuard } from './crash-guard.js';
import { queryClient } from './query/query-client.js';
import { useLocation } from 'wouter';
import { visits } from './router/visits.js';
import { Pages } from './pages.js';
import { useStore } from './store/store.js';
import { language } from './text/language.js';
import { text } from './text/text.js';
import { Announcer } from './ui/announcer.js';
import { SiteFooter } from './ui/site-footer.js';
import { SiteHeader } from './ui/site-header.js';
import { SkeletonLines } from './ui/skeleton.js';

export function App() {
  const [path] = useLocation();
  const visit = useStore(visits);
  const locale = useStore(language) ?? 'en';
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={locale}>
        <a className="skip" href="#main">
          {text.common.skip}
        </a>
        <SiteHeader />
        <main id="main" className={path.startsWith('/admin') ? 'page page-wide' : 'page'} tabIndex={-1}>
          {/* Another address is another page, also where both are of the same kind. Another language is the same page in other words. */}
          <CrashGuard key={visit}>
            <Suspense fallback={<SkeletonLines count={6} />}>
              <Pages />
            </Suspense>
          </CrashGuard>
        </main>
        <SiteFooter />
        <Announcer />
      </I18nProvider>
    </QueryClientProvider>
  );
}
