import { Route, Switch } from 'wouter';
import { ShopPage } from './pages/shop-page.js';
import { lazyPage } from './router/lazy-page.js';
import { RequireSession } from './session/require-session.js';
import { loadAdminText, text } from './text/text.js';

// The shop comes with the first file; every other page is one of its own, loaded when somebody goes there.
const CartPage = lazyPage(async () => (await import('./pages/cart-page.js')).CartPage);
const SignInPage = lazyPage(async () => (await import('./pages/sign-in-page.js')).SignInPage);
const RegisterPage = lazyPage(async () => (await import('./pages/register-page.js')).RegisterPage);
const ForgotPasswordPage = lazyPage(
  async () => (await import('./pages/forgot-password-page.js')).ForgotPasswordPage,
);
const ResetPasswordPage = lazyPage(
  async () => (await import('./pages/reset-password-page.js')).ResetPasswordPage,
);
const VerifyEmailPage = lazyPage(async () => (await import('./pages/verify-email-page.js')).VerifyEmailPage);
const ConfirmEmailPage = lazyPage(
  async () => (await import('./pages/confirm-email-page.js')).ConfirmEmailPage,
);
const AccountPage = lazyPage(async () => (await import('./pages/account-page.js')).AccountPage);
const PurchasesPage = lazyPage(async () => (await import('./pages/purchases-page.js')).PurchasesPage);
const CardsPage = lazyPage(async () => (await import('./pages/cards-page.js')).CardsPage);
const SecurityPage = lazyPage(async () => (await import('./pages/security-page.js')).SecurityPage);
const DataPage = lazyPage(async () => (await import('./pages/data-page.js')).DataPage);
const OrdersPage = lazyPage(async () => (await import('./pages/orders-page.js')).OrdersPage);
const OrderPage = lazyPage(async () => (await import('./pages/order-page.js')).OrderPage);
const PayPage = lazyPage(async () => (await import('./pages/pay-page.js')).PayPage);
const WordsPage = lazyPage(async () => (await import('./pages/words-page.js')).WordsPage);
const NotFoundPage = lazyPage(async () => (await import('./pages/not-found-page.js')).NotFoundPage);
const GalleryPage = lazyPage(async () => (await import('./pages/gallery-page.js')).GalleryPage);
const AdminPages = lazyPage(async () => {
  const [{ AdminPages: Pages }] = await Promise.all([import('./admin/admin-pages.js'), loadAdminText()]);
  return Pages;
});

/** The page at the browser's address. */
export function Pages() {
  return (
    <Switch>
      <Route path="/" component={ShopPage} />
      <Route path="/cart" component={CartPage} />
      <Route path="/sign-in" component={SignInPage} />
      <Route path="/register" component={RegisterPage} />
      <Route path="/forgot-password" component={ForgotPasswordPage} />
      <Route path="/reset-password" component={ResetPasswordPage} />
      <Route path="/verify-email" component={VerifyEmailPage} />
      <Route path="/confirm-email">
        <RequireSession>{(user) => <ConfirmEmailPage user={user} />}</RequireSession>
      </Route>
      <Route path="/account">
        <RequireSession>{(user) => <AccountPage user={user} />}</RequireSession>
      </Route>
      <Route path="/account/purchases">
        <RequireSession>{() => <PurchasesPage />}</RequireSession>
      </Route>
      <Route path="/account/cards">
        <RequireSession>{() => <CardsPage />}</RequireSession>
      </Route>
      <Route path="/account/security">
        <RequireSession>{(user) => <SecurityPage user={user} />}</RequireSession>
      </Route>
      <Route path="/account/data">
        <RequireSession>{() => <DataPage />}</RequireSession>
      </Route>
      <Route path="/orders">
        <RequireSession>{() => <OrdersPage />}</RequireSession>
      </Route>
      <Route path="/orders/:id">
        {({ id }) => <RequireSession>{() => <OrderPage id={id} />}</RequireSession>}
      </Route>
      <Route path="/orders/:id/pay">
        {({ id }) => <RequireSession>{() => <PayPage id={id} />}</RequireSession>}
      </Route>
      <Route path="/terms">
        <WordsPage {...text.terms} />
      </Route>
      <Route path="/privacy">
        <WordsPage {...text.privacy} />
      </Route>
      <Route path="/admin/*?" component={AdminPages} />
      <Route path="/components" component={GalleryPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}
