import type { ReactNode } from 'react';
import { AccountPage } from './pages/account-page.js';
import { CartPage } from './pages/cart-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { OrderPage } from './pages/order-page.js';
import { OrdersPage } from './pages/orders-page.js';
import { PayPage } from './pages/pay-page.js';
import { RegisterPage } from './pages/register-page.js';
import { ShopPage } from './pages/shop-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { WordsPage } from './pages/words-page.js';
import { matchPath, type PathParameters } from './router/match-path.js';
import { RequireSession } from './session/require-session.js';
import { text } from './text/text.js';

type Render = (parameters: PathParameters) => ReactNode;

const routes: Readonly<Record<string, Render>> = {
  '/': () => <ShopPage />,
  '/cart': () => <CartPage />,
  '/sign-in': () => <SignInPage />,
  '/register': () => <RegisterPage />,
  '/account': () => <RequireSession>{(user) => <AccountPage user={user} />}</RequireSession>,
  '/orders': () => <RequireSession>{() => <OrdersPage />}</RequireSession>,
  '/orders/:id': ({ id = '' }) => <RequireSession>{() => <OrderPage id={id} />}</RequireSession>,
  '/orders/:id/pay': ({ id = '' }) => <RequireSession>{() => <PayPage id={id} />}</RequireSession>,
  '/terms': () => <WordsPage {...text.terms} />,
  '/privacy': () => <WordsPage {...text.privacy} />,
};

/** The page at this path. */
export function findPage(path: string): ReactNode {
  for (const [pattern, render] of Object.entries(routes)) {
    const parameters = matchPath(pattern, path);
    if (parameters) return render(parameters);
  }
  return <NotFoundPage />;
}
