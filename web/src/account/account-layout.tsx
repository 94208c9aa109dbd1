import './account-layout.css';
import type { ReactNode } from 'react';
import { text } from '../text/text.js';
import { PageHeading } from '../ui/page-heading.js';
import { SideLayout } from '../ui/side-layout.js';

/** A page of the account, with the way to the others. */
export function AccountLayout({ title, children }: { title: string; children: ReactNode }) {
  const words = text.account;
  const links = [
    { href: '/account', label: words.nav.profile },
    { href: '/account/purchases', label: words.nav.purchases },
    { href: '/account/cards', label: words.nav.cards },
    { href: '/account/security', label: words.nav.security },
    { href: '/account/data', label: words.nav.data },
  ];
  return (
    <SideLayout label={words.title} links={links}>
      <div className="account-content stack-l">
        <PageHeading title={title} />
        {children}
      </div>
    </SideLayout>
  );
}
