import './site-footer.css';
import { Link } from 'wouter';
import { useConfig } from '../hooks/use-config.js';
import { text } from '../text/text.js';
import { LanguageSwitch } from './language-switch.js';

export function SiteFooter() {
  const config = useConfig();
  return (
    <footer className="site-footer">
      <div className="site-footer-inner">
        <p>{config?.sandbox && text.footer.testMode}</p>
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
          {config?.mails_url && (
            <li>
              <a href={config.mails_url}>{text.footer.mails}</a>
            </li>
          )}
          {config?.sandbox_url && (
            <li>
              <a href={config.sandbox_url}>{text.footer.sandbox}</a>
            </li>
          )}
        </ul>
        <LanguageSwitch />
      </div>
    </footer>
  );
}
