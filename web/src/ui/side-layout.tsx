import './side-layout.css';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

interface SideLayoutProps {
  /** What the links are, for screen readers. */
  label: string;
  links: readonly { href: string; label: string; count?: number }[];
  children: ReactNode;
}

/** Pages that belong together, with the way between them: at the side, or above where there is no room. */
export function SideLayout({ label, links, children }: SideLayoutProps) {
  const [path] = useLocation();
  // The longest that fits: `/admin/orders/42` belongs to `/admin/orders` and not to `/admin`.
  const here = links
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((one, other) => other.length - one.length)[0];
  return (
    <div className="side-layout">
      <nav className="side-nav" aria-label={label}>
        <ul>
          {links.map(({ href, label: words, count }) => (
            <li key={href}>
              <Link
                className="side-link"
                href={href}
                aria-current={href === here ? 'page' : undefined}
                ref={href === here ? intoView : null}
              >
                {words}
                {count !== undefined && count > 0 && <span className="side-count">{count}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="side-content">{children}</div>
    </div>
  );
}

/** On a phone the row of links can be longer than the screen. */
function intoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' });
}
