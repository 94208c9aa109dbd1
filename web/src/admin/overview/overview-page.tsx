import { adminText } from '../../text/text.js';
import { PageHeading } from '../../ui/page-heading.js';
import { AttentionCards } from './attention-cards.js';
import { Charts } from './charts.js';
import { HealthPanel } from './health-panel.js';

export function OverviewPage() {
  return (
    <div className="stack-l">
      <PageHeading title={adminText.overview.title} />
      <AttentionCards />
      <HealthPanel />
      <Charts />
    </div>
  );
}
