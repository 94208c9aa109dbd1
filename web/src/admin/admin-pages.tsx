import { Route, Switch } from 'wouter';
import { adminText } from '../text/text.js';
import { NotFoundPage } from '../pages/not-found-page.js';
import { PageHeading } from '../ui/page-heading.js';
import { SideLayout } from '../ui/side-layout.js';
import { RequireOperator } from './require-operator.js';

/** The operators' pages, all below `/admin`. */
export function AdminPages() {
  return (
    <RequireOperator>
      <SideLayout label={adminText.menu} links={[{ href: '/admin', label: adminText.overview }]}>
        <Switch>
          <Route path="/admin">
            <PageHeading title={adminText.overview} />
          </Route>
          <Route component={NotFoundPage} />
        </Switch>
      </SideLayout>
    </RequireOperator>
  );
}
