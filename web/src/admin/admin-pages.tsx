import './admin.css';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from '../pages/not-found-page.js';
import { adminText } from '../text/text.js';
import { SideLayout } from '../ui/side-layout.js';
import { ApiKeysPage } from './api-keys/api-keys-page.js';
import { AuditPage } from './audit/audit-page.js';
import { CataloguePage } from './catalogue/catalogue-page.js';
import { NewProductPage } from './catalogue/new-product-page.js';
import { ProductPage } from './catalogue/product-page.js';
import { CustomerPage } from './customers/customer-page.js';
import { CustomersPage } from './customers/customers-page.js';
import { DisputePage } from './disputes/dispute-page.js';
import { DisputesPage } from './disputes/disputes-page.js';
import { EventPage } from './events/event-page.js';
import { EventsPage } from './events/events-page.js';
import { FindingsPage } from './findings/findings-page.js';
import { OperatorsPage } from './operators/operators-page.js';
import { OrderPage } from './orders/order-page.js';
import { OrdersPage } from './orders/orders-page.js';
import { OverviewPage } from './overview/overview-page.js';
import { RequireOperator } from './require-operator.js';
import { useAttention } from './shared/use-attention.js';
import { DeliveryPage } from './webhooks/delivery-page.js';
import { EndpointPage } from './webhooks/endpoint-page.js';
import { WebhooksPage } from './webhooks/webhooks-page.js';

/** The operators' pages, all below `/admin`. */
export function AdminPages() {
  return (
    <RequireOperator>
      <Menu />
    </RequireOperator>
  );
}

/** Asks what waits only once it is known that an operator looks. */
function Menu() {
  const attention = useAttention().data;
  return (
    <SideLayout
      label={adminText.menu}
      links={[
        { href: '/admin', label: adminText.overview.title },
        { href: '/admin/orders', label: adminText.orders.title },
        { href: '/admin/customers', label: adminText.customers.title },
        { href: '/admin/catalogue', label: adminText.catalogue.title },
        counted('/admin/disputes', adminText.disputes.title, attention?.disputes_to_answer),
        counted('/admin/findings', adminText.findings.title, attention?.open_findings),
        counted('/admin/events', adminText.events.title, attention?.dead_events),
        { href: '/admin/audit', label: adminText.audit.title },
        { href: '/admin/webhooks', label: adminText.webhooks.title },
        { href: '/admin/api-keys', label: adminText.apiKeys.title },
        { href: '/admin/operators', label: adminText.operators.title },
      ]}
    >
      <Switch>
        <Route path="/admin" component={OverviewPage} />
        <Route path="/admin/orders" component={OrdersPage} />
        <Route path="/admin/orders/:id">{({ id }) => <OrderPage id={id} />}</Route>
        <Route path="/admin/customers" component={CustomersPage} />
        <Route path="/admin/customers/:id">{({ id }) => <CustomerPage id={id} />}</Route>
        <Route path="/admin/catalogue" component={CataloguePage} />
        <Route path="/admin/catalogue/new" component={NewProductPage} />
        <Route path="/admin/catalogue/:id">{({ id }) => <ProductPage id={id} />}</Route>
        <Route path="/admin/disputes" component={DisputesPage} />
        <Route path="/admin/disputes/:id">{({ id }) => <DisputePage id={id} />}</Route>
        <Route path="/admin/findings" component={FindingsPage} />
        <Route path="/admin/events" component={EventsPage} />
        <Route path="/admin/events/:id">{({ id }) => <EventPage id={decodeURIComponent(id)} />}</Route>
        <Route path="/admin/audit" component={AuditPage} />
        <Route path="/admin/webhooks" component={WebhooksPage} />
        <Route path="/admin/webhooks/deliveries/:id">{({ id }) => <DeliveryPage id={id} />}</Route>
        <Route path="/admin/webhooks/:id">{({ id }) => <EndpointPage id={id} />}</Route>
        <Route path="/admin/api-keys" component={ApiKeysPage} />
        <Route path="/admin/operators" component={OperatorsPage} />
        <Route component={NotFoundPage} />
      </Switch>
    </SideLayout>
  );
}

function counted(href: string, label: string, count: number | undefined) {
  return { href, label, ...(count !== undefined && { count }) };
}
