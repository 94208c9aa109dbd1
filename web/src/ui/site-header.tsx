import './site-header.css';
import { Link, useLocation } from 'wouter';
import { countItems } from '../cart/cart.js';
import { cartStore } from '../cart/cart-store.js';
import { sessionStore } from '../session/session-store.js';
import { useStore } from '../store/store.js';
import { text } from '../text/text.js';
import { SorobanMark } from './soroban-mark.js';

export function SiteHeader() {
  const [path] = useLocation();
  const session = useStore(sessionStore);
  const signedOut = session.state === 'anonymous';
  const isOperator = session.state === 'signed-in' && session.user.role === 'operator';
  return (
    <header className="site-header">
      <div className="site-header-inner">
        <Link className="brand" href="/">
          <SorobanMark />
          {text.brand}
        </Link>
        <nav aria-label={text.common.menu}>
          <ul className="tabs">
            <Tab href="/" label={text.nav.shop} icon={icons.shop} current={path === '/'} />
            <Tab href="/cart" label={text.nav.cart} icon={icons.cart} current={path === '/cart'} countsCart />
            <Tab
              href="/orders"
              label={text.nav.orders}
              icon={icons.orders}
              current={path.startsWith('/orders')}
            />
            {signedOut ? (
              <Tab
                href="/sign-in"
                label={text.nav.signIn}
                icon={icons.account}
                current={path === '/sign-in'}
              />
            ) : (
              <Tab
                href="/account"
                label={text.nav.account}
                icon={icons.account}
                current={path.startsWith('/account')}
              />
            )}
            {isOperator && (
              <Tab
                href="/admin"
                label={text.nav.admin}
                icon={icons.admin}
                current={path.startsWith('/admin')}
              />
            )}
          </ul>
        </nav>
      </div>
    </header>
  );
}

interface TabProps {
  href: string;
  label: string;
  icon: string;
  current: boolean;
  countsCart?: boolean;
}

function Tab({ href, label, icon, current, countsCart = false }: TabProps) {
  return (
    <li>
      <Link className="tab" href={href} aria-current={current ? 'page' : undefined}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" aria-hidden="true">
          <path d={icon} strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        {label}
        {countsCart && <CartCount />}
      </Link>
    </li>
  );
}

function CartCount() {
  const count = countItems(useStore(cartStore));
  if (count === 0) return null;
  return (
    <span className="tab-count">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{text.cartCount(count)}</span>
    </span>
  );
}

// Outlines on a grid of 24: a shop front, a basket, a receipt, a person, a row of gauges.
const icons = {
  shop: 'M4 10v9h16v-9M3 10l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0M10 19v-4h4v4',
  cart: 'M4 9h16l-1.5 10h-13zM8 9l3-5M16 9l-3-5M9.5 13v3M14.5 13v3',
  orders: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  admin: 'M5 20v-6M12 20V4M19 20v-10M3 20h18',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20a7 7 0 0 1 14 0',
};
