import type { Customer } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import type { Column } from '../../ui/data-table.js';
import { ChoiceFilter, SearchFilter } from '../shared/filters.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { optionOf, useFilters } from '../shared/use-filters.js';
import { When } from '../shared/when.js';

export function CustomersPage() {
  const filter = useFilters('search', 'role');
  const { values } = filter;
  const words = adminText.customers;
  const wanted = { search: values.search || undefined, role: optionOf(words.roles, values.role) };
  const customers = useList(['admin', 'customers', wanted], (cursor, signal) =>
    kaikei.get('/api/admin/users', { query: pageOf(cursor, wanted), signal }),
  );
  return (
    <ListPage
      words={words}
      filters={
        <>
          <div className="wide">
            <SearchFilter filter={filter} name="search" label={words.search} placeholder={words.searchHint} />
          </div>
          <ChoiceFilter filter={filter} name="role" label={words.role} options={words.roles} />
        </>
      }
      list={customers}
      columns={columns()}
      onReset={filter.reset}
    />
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
