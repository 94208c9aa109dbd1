import './orders/take-stripe-return.js';
import './router/mailed-token.js';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { prefetchFirstView, prefetchNextPages } from './prefetch.js';
import { followAccountLanguage } from './session/account-language.js';
import { preferredLanguage } from './text/language.js';
import { speak } from './text/text.js';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const place = createRoot(root);

followAccountLanguage();
prefetchFirstView(window.location.pathname);
speak(preferredLanguage()).then(
  () => {
    place.render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
    prefetchNextPages();
  },
  (cause: unknown) => {
    reportError(cause);
    // Without words of any language, in all of them.
    place.render(
      <p className="page">
        This page could not be loaded. Please reload it.
        <br />
        <span lang="ja">ページを読み込めませんでした。再読み込みしてください。</span>
      </p>,
    );
  },
);
