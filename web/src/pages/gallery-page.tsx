import './gallery-page.css';
import { useState } from 'react';
import { Badge } from '../ui/badge.js';
import { Button } from '../ui/button.js';
import { Check } from '../ui/check.js';
import { ComboBox } from '../ui/combo-box.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Disclosure } from '../ui/disclosure.js';
import { EmptyState } from '../ui/empty-state.js';
import { Facts } from '../ui/facts.js';
import { AreaField, Field, PasswordField } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';
import { SearchField } from '../ui/search-field.js';
import { Select } from '../ui/select.js';
import { SkeletonLines } from '../ui/skeleton.js';
import { Switch } from '../ui/switch.js';
import { Tabs } from '../ui/tabs.js';
import { toast } from '../ui/announcer.js';
import { Tooltip } from '../ui/tooltip.js';

/** `/components`: what pages are made of, in every state, for whoever builds one. In English only, like the code that uses it. */
export function GalleryPage() {
  return (
    <div className="stack-l">
      <PageHeading title="Components">
        <p className="soft reading">What pages are made of, from web/src/ui.</p>
      </PageHeading>
      <Buttons />
      <Fields />
      <Choices />
      <Data />
      <States />
    </div>
  );
}

function Buttons() {
  return (
    <section className="panel stack" aria-labelledby="buttons">
      <h2 id="buttons">Buttons and dialogs</h2>
      <div className="row">
        <Button onPress={() => toast('It was done.')}>Primary</Button>
        <Button look="quiet">Quiet</Button>
        <Button look="plain">Plain</Button>
        <Button look="danger">Danger</Button>
        <Button busy>Busy</Button>
        <Button look="quiet" isDisabled>
          Disabled
        </Button>
        <Tooltip words="A few words more">
          <Button look="quiet">With a tooltip</Button>
        </Tooltip>
        <ConfirmDialog
          look="danger"
          title="Refund ¥1,200?"
          yes="Yes, refund it"
          doing="Refunding…"
          no="Keep it"
          trigger={(open) => (
            <Button look="danger" onPress={open}>
              Asks first
            </Button>
          )}
          onConfirm={() => {
            toast('It was refunded.');
            return Promise.resolve();
          }}
        >
          <p className="soft">The money goes back to the card that was charged.</p>
        </ConfirmDialog>
      </div>
    </section>
  );
}

function Fields() {
  return (
    <section className="panel stack" aria-labelledby="fields">
      <h2 id="fields">Fields</h2>
      <div className="gallery-grid">
        <Field label="Name" name="name" hint="As on the card." />
        <Field label="E-mail" name="email" type="email" error="Please enter an e-mail address." />
        <Field label="From" name="from" type="date" />
        <PasswordField label="Password" name="password" autoComplete="off" />
        <AreaField label="Note" name="note" rows={3} />
        <div className="stack">
          <Check name="one">A box to tick</Check>
          <Check name="two" error="Please tick it to go on.">
            A box that should have been ticked
          </Check>
        </div>
      </div>
    </section>
  );
}

const STATUSES = { all: 'All', paid: 'Paid', pending: 'Not paid yet', refunded: 'Refunded' };
const PRODUCTS = { ink: 'Ink, 50 ml', sencha: 'Uji sencha, 100 g', soroban: 'Soroban, 23 rods' };

function Choices() {
  const [status, setStatus] = useState<keyof typeof STATUSES>('all');
  const [product, setProduct] = useState<keyof typeof PRODUCTS | null>(null);
  const [words, setWords] = useState('');
  const [isLive, setLive] = useState(true);
  return (
    <section className="panel stack" aria-labelledby="choices">
      <h2 id="choices">Choices</h2>
      <div className="gallery-grid">
        <Select label="Status" options={STATUSES} value={status} onChange={setStatus} />
        <ComboBox label="Product" options={PRODUCTS} value={product} onChange={setProduct} />
        <SearchField label="Search" value={words} onSearch={setWords} />
      </div>
      <p role="status">
        {[STATUSES[status], product && PRODUCTS[product], words].filter(Boolean).join(' · ')}
      </p>
      <Switch isOn={isLive} onChange={setLive}>
        Load anew by itself
      </Switch>
      <Tabs
        label="Views"
        tabs={[
          { id: 'payload', label: 'Payload', content: <p>What came.</p> },
          { id: 'attempts', label: 'Attempts', content: <p>What was tried.</p> },
        ]}
      />
      <Disclosure title="Payload">
        <code>{'{ "type": "charge.succeeded" }'}</code>
      </Disclosure>
    </section>
  );
}

const ROWS = [
  { number: 'KAI-000001', customer: 'Aiko Tanaka', tone: 'good', status: 'Paid', total: '¥1,200' },
  { number: 'KAI-000002', customer: 'Ren Sato', tone: 'open', status: 'Not paid yet', total: '¥12,800' },
  { number: 'KAI-000003', customer: 'Mio Suzuki', tone: 'bad', status: 'Disputed', total: '$249.00' },
] as const;

const COLUMNS: readonly Column<(typeof ROWS)[number]>[] = [
  { key: 'number', header: 'Order', cell: (row) => <a href="#main">{row.number}</a> },
  { key: 'customer', header: 'Customer', cell: (row) => row.customer },
  { key: 'status', header: 'Status', cell: (row) => <Badge tone={row.tone}>{row.status}</Badge> },
  { key: 'total', header: 'Total', cell: (row) => row.total, align: 'end' },
];

function Data() {
  return (
    <section className="stack" aria-labelledby="data">
      <h2 id="data">Data</h2>
      <DataTable caption="Orders" columns={COLUMNS} rows={ROWS} rowKey={(row) => row.number} />
      <div className="panel">
        <Facts facts={{ Customer: 'Aiko Tanaka', 'E-mail': 'aiko@example.com', Phone: null }} />
      </div>
    </section>
  );
}

function States() {
  return (
    <section className="stack" aria-labelledby="states">
      <h2 id="states">States</h2>
      <Notice tone="info" title="To know">
        <p>Nothing is wrong.</p>
      </Notice>
      <Notice tone="good" title="Done" />
      <Notice tone="wait" title="On its way" />
      <Notice tone="bad" title="Failed">
        <p>What went wrong, and what to do.</p>
      </Notice>
      <SkeletonLines count={3} />
      <EmptyState title="Nothing here yet" action={<Button look="quiet">Add something</Button>}>
        What will be here, and how it comes here.
      </EmptyState>
    </section>
  );
}
