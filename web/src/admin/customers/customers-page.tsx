import type { Customer } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import type { Column } from '../../ui/data-table.js';
import { PageHeading } from '../../ui/page-heading.js';
import { SearchField } from '../../ui/search-field.js';
import { Select } from '../../ui/select.js';
import { Filters } from '../shared/filters.js';
import { ListView } from '../shared/list-view.js';
import { pageOf } from '../shared/query.js';
import { optionOf, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';

export function CustomersPage() {
  const { values, set, reset, isFiltered } = useFilters('search', 'role');
  const words = adminText.customers;
  const filter = { search: values.search || undefined, role: optionOf(words.roles, values.role) };
  const customers = useList(['admin', 'customers', filter], (cursor, signal) =>
    kaikei.get('/api/admin/users', { query: pageOf(cursor, filter), signal }),
  );
  return (
    <div className="stack-l">
      <PageHeading title={words.title} />
      <Filters>
        <div className="wide">
          <SearchField
            label={words.search}
            placeholder={words.searchHint}
            value={values.search}
            onSearch={(typed) => set('search', typed.trim())}
          />
        </div>
        <Select
          label={words.role}
          options={{ all: adminText.lists.all, ...words.roles }}
          value={filter.role ?? 'all'}
          onChange={(role) => set('role', role === 'all' ? '' : role)}
        />
      </Filters>
      <ListView
        list={customers}
        caption={words.title}
        columns={columns()}
        rowKey={({ id }) => id}
        empty={{ title: words.emptyTitle, text: words.empty }}
        onReset={isFiltered ? reset : undefined}
      />
    </div>
  );
}

function columns(): readonly Column<Customer>[] {
  const words = adminText.customers;
  return [
    {
      key: 'name',
      header: words.name,
      cell: (row) => <Link href={`/admin/customers/${row.id}`}>{row.name}</Link>,
    },
    {
      key: 'email',
      header: words.email,
      cell: (row) => (
        <>
          {row.email}
          {!row.email_verified && <span className="small soft block">{words.notVerified}</span>}
        </>
      ),
    },
    {
      key: 'role',
      header: words.role,
      cell: (row) => <Badge tone={row.role === 'operator' ? 'open' : 'quiet'}>{words.roles[row.role]}</Badge>,
    },
    { key: 'since', header: words.since, cell: (row) => <When time={row.created_at} dayOnly /> },
  ];
}
