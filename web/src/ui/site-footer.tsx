import './site-footer.css';
import { useConfig } from '../hooks/use-config.js';
import { Link } from '../router/link.js';
import { text } from '../text/text.js';

export function SiteFooter() {
  const config = useConfig();
  const sandbox = config.state === 'ready' && config.value.sandbox ? config.value : null;
  return (
    <footer className="site-footer">
      <div className="site-footer-inner">
        <p>{sandbox && text.footer.testMode}</p>
        <ul>
          <li>
            <Link href="/terms">{text.footer.terms}</Link>
          </li>
          <li>
            <Link href="/privacy">{text.footer.privacy}</Link>
          </li>
          <li>
            <a href="/docs">{text.footer.docs}</a>
          </li>
          {sandbox?.sandbox_url && (
            <li>
              <a href={sandbox.sandbox_url}>{text.footer.sandbox}</a>
            </li>
          )}
        </ul>
      </div>
    </footer>
  );
}
