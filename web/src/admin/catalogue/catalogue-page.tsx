import type { AdminProduct } from 'kaikei-sdk';
import { Link } from 'wouter';
import { kaikei } from '../../api/kaikei.js';
import { useList } from '../../hooks/use-list.js';
import { adminText } from '../../text/text.js';
import { Badge } from '../../ui/badge.js';
import { ButtonLink } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { ListPage } from '../shared/list-page.js';
import { pageOf } from '../shared/query.js';
import { When } from '../shared/when.js';
import { describePrice } from './describe-price.js';

export function CataloguePage() {
  const products = useList(['admin', 'products'], (cursor, signal) =>
    kaikei.get('/api/admin/products', { query: pageOf(cursor), signal }),
  );
  const words = adminText.catalogue;
  return (
    <ListPage
      words={words}
      action={<ButtonLink href="/admin/catalogue/new">{words.add}</ButtonLink>}
      list={products}
      columns={columns()}
    />
  );
}

function columns(): readonly Column<AdminProduct>[] {
  const words = adminText.catalogue;
  return [
    {
      key: 'product',
      header: words.product,
      cell: (product) => <Link href={`/admin/catalogue/${product.id}`}>{product.name}</Link>,
    },
    {
      key: 'prices',
      header: words.prices,
      cell: ({ prices }) =>
        prices
          .filter(({ active }) => active)
          .map(describePrice)
          .join(adminText.lists.separator) || words.noPrices,
    },
    {
      key: 'state',
      header: words.state,
      cell: ({ active }) => (
        <Badge tone={active ? 'good' : 'quiet'}>{active ? words.active : words.archived}</Badge>
      ),
    },
    { key: 'changed', header: words.changed, cell: (product) => <When time={product.updated_at} dayOnly /> },
  ];
}
