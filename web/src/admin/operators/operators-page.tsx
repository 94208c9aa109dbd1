import type { Customer } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { sessionStore } from '../../session/session-store.js';
import { useStore } from '../../store/store.js';
import { adminText } from '../../text/text.js';
import { ButtonLink } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { When } from '../shared/when.js';
import { ChangeRole } from './change-role.js';

/** Who may do what only operators may. */
export function OperatorsPage() {
  const operators = useList(['admin', 'operators'], (cursor, signal) =>
    kaikei.get('/api/admin/users', { query: pageOf(cursor, { role: 'operator' as const }), signal }),
  );
  const words = adminText.operators;
  return (
    <ListPage
      words={words}
      action={
        <ButtonLink look="quiet" href="/admin/customers?role=customer">
          {words.add}
        </ButtonLink>
      }
      list={operators}
      columns={columns()}
    />
  );
}

function columns(): readonly Column<Customer>[] {
  const words = adminText.operators;
  const { customers, role } = adminText;
  return [
    {
      key: 'name',
      header: customers.name,
      cell: ({ id, name }) => <Link href={`/admin/customers/${id}`}>{name}</Link>,
    },
    { key: 'email', header: customers.email, cell: ({ email }) => email ?? adminText.none },
    { key: 'since', header: words.since, cell: (row) => <When time={row.created_at} dayOnly /> },
    { key: 'role', header: role.title, cell: (row) => <RoleCell operator={row} /> },
  ];
}

function RoleCell({ operator }: { operator: Customer }) {
  const session = useStore(sessionStore);
  const isYou = session.state === 'signed-in' && session.user.id === operator.id;
  return isYou ? <span className="soft">{adminText.operators.you}</span> : <ChangeRole account={operator} />;
}
